import * as z from 'zod';
import type { CloudName } from '../model/cloud.ts';
import type { TaggingPolicy } from '../model/policy.ts';
import type { TagFilter } from '../store/inventory.ts';

const word = z.string().max(512);

/** Narrows by tags; a resource must have all of them. */
export const tagsInput = z.record(word, word.nullable()).optional().describe('Key to value, null for any value');

type AskedTags = Readonly<Record<string, string | null>>;

export const tagFilterOf = (tags: AskedTags): TagFilter[] =>
  Object.entries(tags).map(([key, value]) => (value === null ? { key } : { key, value }));

/** The same in one cloud's words: what the policy calls a tag, a cloud may call otherwise. */
export function tagFilterIn(cloud: CloudName, tags: AskedTags, policy: TaggingPolicy): TagFilter[] {
  const rules = [...policy.requiredTags, ...policy.optionalTags];
  const nameOf = (key: string): string => rules.find(({ name }) => name === key)?.cloudSpecific[cloud]?.name ?? key;
  return tagFilterOf(tags).map((filter) => ({ ...filter, key: nameOf(filter.key) }));
}
