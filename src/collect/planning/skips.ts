import type { CloudName } from '../../model/cloud.ts';
import type { CollectedDataset, Skipped } from '../../model/run.ts';

/** One unit or one month of one view that is not asked again, and when it was read. */
export interface SkippedUnit {
  readonly cloud: CloudName;
  readonly account: string;
  readonly dataset: CollectedDataset;
  readonly readAt: string;
}

/** By cloud and dataset. */
export function skippedOf(units: readonly SkippedUnit[]): Skipped[] {
  const groups = Map.groupBy(units, ({ cloud, dataset }) => `${cloud} ${dataset}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { cloud, dataset } = first;
    const oldest = group.reduce((least, { readAt }) => (readAt < least ? readAt : least), first.readAt);
    return [{ cloud, dataset, units: group.length, oldest }];
  });
}
