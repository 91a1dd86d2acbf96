import type { CloudName } from './cloud.ts';

const APIS: Readonly<Record<CloudName, string>> = {
  aws: 'aws-cost-explorer',
  azure: 'azure-cost-management',
  gcp: 'gcp-cloud-billing',
};

/** Who told of charges, and grouped by what: one payer's charges, each of them once. */
export interface ChargeSource {
  readonly cloud: CloudName;
  readonly payer: string;
  /** `ServiceName`, `SubAccountId`, `RegionId`, `tag:<key>`; at most two, a tag first. */
  readonly view: readonly string[];
}

/** `aws-cost-explorer/<payer account>/<grouping>`: the name under which charges are kept. */
export const chargeSource = ({ cloud, payer, view }: ChargeSource): string =>
  `${APIS[cloud]}/${payer}/${view.join('+')}`;

const CLOUD_OF = new Map(Object.entries(APIS).map(([cloud, api]) => [api, cloud as CloudName]));
const SOURCE = /^([^/]+)\/([^/]+)\/(.+)$/;
// A tag key may itself hold slashes and plus signs.
const TAG_VIEW = /^(tag:.+)\+(ServiceName)$/;

/** Back from the name; undefined where it names no cost API. */
export function readChargeSource(name: string): ChargeSource | undefined {
  const [, api = '', payer, grouping] = SOURCE.exec(name) ?? [];
  const cloud = CLOUD_OF.get(api);
  if (!cloud || !payer || !grouping) return undefined;
  const [, tag, service] = TAG_VIEW.exec(grouping) ?? [];
  return { cloud, payer, view: tag && service ? [tag, service] : grouping.split('+') };
}
