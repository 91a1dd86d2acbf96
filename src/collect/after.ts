import type { CloudName } from '../model/cloud.ts';
import type { Dataset, Run } from '../model/run.ts';
import type { CollectRequest } from './collection.ts';
import type { CollectionParts } from './parts.ts';
import { isWholeRequest } from './planning/units.ts';

/** What is done once a collection has ended, over what is complete and new. */
export interface AfterCollection {
  /** For people: `the compliance snapshot`. */
  readonly name: string;
  /** What has to be whole of a cloud. */
  readonly needs: Dataset | 'costs';
  /** Only the clouds of which it is; at least one. */
  run(of: { readonly run: Run; readonly clouds: readonly CloudName[] }): Promise<void>;
}

/**
 * The clouds of which a run brought all of a dataset anew: where something failed, what is less would look like what is gone.
 * Fields that are missing leave the resources known.
 */
export async function wholeClouds(
  { store }: Pick<CollectionParts, 'store'>,
  request: CollectRequest,
  run: Run,
  dataset: AfterCollection['needs'],
): Promise<CloudName[]> {
  if (!request.what.includes(dataset) || !isWholeRequest(request)) return [];
  const whole: CloudName[] = [];
  for (const [cloud, accounts] of Map.groupBy(run.accounts, (account) => account.cloud)) {
    const isMissing = accounts.some(({ gaps }) =>
      gaps.some((gap) => (gap.dataset ?? dataset) === dataset && gap.reason !== 'unsupported' && !gap.fieldsOnly),
    );
    if (!isMissing && (await isNew({ store }, run, cloud, dataset))) whole.push(cloud);
  }
  return whole;
}

async function isNew(
  { store }: Pick<CollectionParts, 'store'>,
  { organisation, id, changes }: Run,
  cloud: CloudName,
  dataset: AfterCollection['needs'],
): Promise<boolean> {
  if (dataset === 'costs') return (changes?.costUpdates ?? 0) > 0;
  return (await store.state.catalogue.latest(organisation, cloud, dataset))?.runId === id;
}

/** Runs each of them. What fails is logged and told; what was collected stays collected. */
export async function runAfter(
  parts: CollectionParts,
  request: CollectRequest,
  run: Run,
  says: (message: string) => void,
): Promise<void> {
  for (const after of parts.after ?? []) {
    try {
      const clouds = await wholeClouds(parts, request, run, after.needs);
      if (clouds.length === 0) continue;
      says(after.name);
      await after.run({ run, clouds });
    } catch (error) {
      parts.log?.(error, after.name);
      says(`${after.name} failed`);
    }
  }
}
