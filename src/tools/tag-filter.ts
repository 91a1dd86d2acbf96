import * as z from 'zod';
import type { TagFilter } from '../store/inventory.ts';

const word = z.string().max(512);

/** Narrows by tags; a resource must have all of them. */
export const tagsInput = z.record(word, word.nullable()).optional().describe('Key to value, null for any value');

export const tagFilterOf = (tags: Readonly<Record<string, string | null>>): TagFilter[] =>
  Object.entries(tags).map(([key, value]) => (value === null ? { key } : { key, value }));
