import type { CloudName } from './estate/estate.ts';

/** How many calls of an operation nobody who wants to see everything can do without. */
export interface LeastCalls {
  readonly cloud: CloudName;
  /** As the count of calls names them. */
  readonly service: string;
  readonly operation: string;
  readonly calls: number;
}

/** Pages of a list: one at least, for a list that is empty has to be asked for, too. */
export const pagesOf = (items: number, most: number): number => Math.max(1, Math.ceil(items / most));
