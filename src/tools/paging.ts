import * as z from 'zod';

/** How much of a list is wanted at once. */
export const limitInput = z.int().min(1).max(500).default(25);
export const responseFormat = z.enum(['concise', 'detailed']).default('concise');
