import type { Tags } from '../../model/resource.ts';
import { textsIn } from '../texts.ts';

/**
 * Resource Graph says null where there are none, and where a tag has no value. Keys stay as they are written; Azure compares
 * them without case.
 */
export const tagsOf = (tags: unknown): Tags => textsIn(tags, '');
