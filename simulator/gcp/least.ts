import type { Estate } from '../estate/estate.ts';
import { instanceType } from '../estate/gcp/machines.ts';
import type { GcpDetail } from '../estate/gcp/resource.ts';
import { type LeastCalls, pagesOf } from '../least-calls.ts';
import { gcpResources } from './scope.ts';

const assetsInPage = 500;

export function leastOfGcp(estate: Estate): readonly LeastCalls[] {
  if (!estate.accounts.some(({ cloud }) => cloud === 'gcp')) return [];
  const assets = gcpResources(estate, '').length;
  const machineTypes = new Set(
    estate
      .of<GcpDetail>(instanceType)
      .map(({ detail }) => String(detail.data.machineType).split('/').at(-1) ?? '')
      // A custom one says by its name what it has.
      .filter((name) => !/(?:^|-)custom-/.test(name)),
  );
  const least = (service: string, operation: string, calls: number): LeastCalls => ({
    ...{ cloud: 'gcp', service, operation, calls },
  });
  return [
    least('sts', 'sts.token', 1),
    least('cloudasset', 'cloudasset.searchAllResources', pagesOf(assets, assetsInPage)),
    least('compute', 'compute.machineTypes.get', machineTypes.size),
  ];
}
