import type { CloudName } from '../../src/model/cloud.ts';
import type { Gap } from '../../src/model/gap.ts';
import type { Contents, PlacedResource } from './contents.ts';

/** What a product is configured with; a gap of an entry that nobody could be reached by is called by its name. */
export interface NamedEntry {
  readonly cloud: CloudName;
  readonly name?: string | undefined;
}

/**
 * What is otherwise than in a collection that met no faults, and no gap says so. Where a resource is missing, more than
 * fields are; and whatever doesn't exist, no gap explains.
 */
export function unexplained(
  whole: Contents,
  { resources, gaps }: { readonly resources: Contents; readonly gaps: readonly Gap[] },
  entries: readonly NamedEntry[],
): string[] {
  const byCloud = Map.groupBy(gaps, ({ cloud }) => cloud);
  const isOfEntry = ({ cloud, account }: Gap) => entries.some((one) => one.cloud === cloud && one.name === account);
  const covers = (gap: Gap, { account, region, type }: PlacedResource) =>
    (gap.account === account || isOfEntry(gap)) &&
    (gap.resourceType === undefined || gap.resourceType === type) &&
    // Buckets have regions, and are listed in none.
    (gap.region === undefined || gap.region === 'global' || gap.region === region);
  const isExplained = (id: string, resource: PlacedResource) =>
    (byCloud.get(resource.cloud) ?? []).some((gap) => (resources.has(id) || !gap.fieldsOnly) && covers(gap, resource));
  const unlike = [...whole].filter(
    ([id, resource]) => resources.get(id)?.fingerprint !== resource.fingerprint && !isExplained(id, resource),
  );
  return [...unlike.map(([id]) => id), ...[...resources.keys()].filter((id) => !whole.has(id))];
}
