import { type Check, check } from './check.ts';

/** How much an answer rests on, as the product says it. */
export interface Answered {
  readonly data_quality: { readonly status: string; readonly gaps: readonly object[]; readonly note: string };
}

/** Nothing hinders the product from seeing all of the company, so every answer must say that it is complete. */
export const checkQuality = (tool: string, { data_quality: { status, gaps } }: Answered): Check =>
  check(`data quality of ${tool}`, { status: 'complete', gaps: [] }, { status, gaps });
