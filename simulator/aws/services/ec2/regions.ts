import { enabledRegions, optInRegions } from '../../../estate/aws/regions.ts';
import type { QueryOperation } from '../../protocols/query.ts';
import { AwsError } from '../../service.ts';

/** Those that are switched on, or all there are. */
export const describeRegions: QueryOperation = (call) => {
  const regions = [
    ...enabledRegions.map((name) => ({ name, status: 'opt-in-not-required' })),
    ...optInRegions.map((name) => ({ name, status: 'not-opted-in' })),
  ];
  const wanted = call.list('RegionName');
  const unknown = wanted.find((name) => !regions.some((region) => region.name === name));
  if (unknown !== undefined) {
    throw new AwsError('InvalidParameterValue', `Invalid region '${unknown}' provided`);
  }
  const statuses = statusFilter(call);
  const shown = regions.filter(
    ({ name, status }) =>
      (wanted.length === 0 ? call.flag('AllRegions') || status === 'opt-in-not-required' : wanted.includes(name)) &&
      (!statuses || statuses.includes(status)),
  );
  const item = shown.map(({ name, status }) => ({
    regionName: name,
    regionEndpoint: `ec2.${name}.amazonaws.com`,
    optInStatus: status,
  }));
  return { regionInfo: { item } };
};

function statusFilter(call: Parameters<QueryOperation>[0]): readonly string[] | undefined {
  const [filter] = call.structures('Filter');
  if (!filter) return undefined;
  const name = filter.required('Name');
  if (name !== 'opt-in-status') throw new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`);
  return filter.list('Value');
}
