import * as z from 'zod';

/** How much of a list is wanted at once. */
export const limitInput = z.int().min(1).max(500).default(25);
const format = z.enum(['concise', 'detailed']);
export const responseFormat = format.default('concise');
/** For tools whose rows are what they are asked for. */
export const detailedFormat = format.default('detailed');

/** How an answer's text says that there is more. */
export const nextPage = (cursor: string | undefined): string => (cursor === undefined ? '' : ` More: cursor ${cursor}`);
