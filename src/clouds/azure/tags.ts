import type { Tags } from '../../model/resource.ts';

/** Resource Graph says null where there are none. Keys stay as they are written; Azure compares them without case. */
export const tagsOf = (tags: Readonly<Record<string, unknown>> | null | undefined): Tags =>
  Object.fromEntries(Object.entries(tags ?? {}).map(([key, value]) => [key, value === null ? '' : String(value)]));
