import { type PagePlace, placeOf } from '../paging.ts';
import { invalidArgument } from './errors.ts';

export interface PageRequest {
  readonly token: string | null;
  readonly size: number;
  /** What the token belongs to: with other parameters it is refused. */
  readonly scope: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly nextPageToken: string | undefined;
}

/** A part of a list and the opaque token for what follows it. */
export function pageOf<Item>(items: readonly Item[], request: PageRequest): Page<Item> {
  const { start, end, nextToken } = pagePlace(items.length, request);
  return { items: items.slice(start, end), nextPageToken: nextToken };
}

/** The same for a list that is known by its length alone. An empty token is none. */
export const pagePlace = (length: number, { token, size, scope }: PageRequest): PagePlace =>
  placeOf(length, { ...{ size, scope }, token: token || undefined, invalid: invalidToken });

const invalidToken = () => invalidArgument('The page token is invalid.');

/** The size asked for, within what an API allows. */
export function pageSize(query: URLSearchParams, name: string, usual: number, most: number): number {
  const given = query.get(name);
  if (given === null || given === '' || given === '0') return usual;
  const size = Number(given);
  if (!Number.isInteger(size) || size < 0) throw invalidArgument(`Invalid value at '${name}': ${given}`);
  return Math.min(size, most);
}
