import * as z from 'zod';
import type { CloudName } from '../model/cloud.ts';
import type { TaggingPolicy } from '../model/policy.ts';
import type { InventoryLake, TagFilter } from '../store/inventory.ts';
import type { Snapshot } from '../store/state.ts';

const word = z.string().max(512);

/** Narrows by tags; a resource must have all of them. */
export const tagsInput = z.record(word, word.nullable()).optional().describe('Key to value, null for any value');

export type AskedTags = Readonly<Record<string, string | null>>;

/** Azure's keys are the same in any case, and Google's have one case only, whatever a policy calls them. */
const FOLDS: Readonly<Record<CloudName, boolean>> = { aws: false, azure: true, gcp: true };

/**
 * The tags as one snapshot's cloud spells them.
 * @param nameOf what the cloud calls a tag of the policy.
 */
export async function tagFilterIn(
  snapshot: Snapshot,
  tags: AskedTags,
  inventory: Pick<InventoryLake, 'shapes'>,
  nameOf: (key: string) => string = (key) => key,
): Promise<TagFilter[]> {
  const keys = FOLDS[snapshot.cloud]
    ? new Set((await inventory.shapes(snapshot)).flatMap((shape) => shape.keys ?? []))
    : new Set<string>();
  return Object.entries(tags).map(([asked, value]) => {
    const key = nameOf(asked);
    const alike = [...keys].filter((one) => one !== key && one.toLowerCase() === key.toLowerCase());
    return { key, ...(alike.length > 0 ? { alike } : {}), ...(value === null ? {} : { value }) };
  });
}

/** What a cloud calls the tags of a policy. */
export function namesIn(cloud: CloudName, policy: TaggingPolicy): (key: string) => string {
  const rules = [...policy.requiredTags, ...policy.optionalTags];
  return (key) => rules.find(({ name }) => name === key)?.cloudSpecific[cloud]?.name ?? key;
}
