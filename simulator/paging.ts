import { createHash } from 'node:crypto';

export interface PageRequest {
  /** As the caller sent it; undefined on the first page. */
  readonly token: string | undefined;
  readonly size: number;
  /** What the token belongs to: one used elsewhere (other operation, account, region, filters) is refused. */
  readonly scope: string;
  readonly invalid: () => Error;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
  /** From 1. */
  readonly number: number;
}

/** A part of a list and the opaque token for what follows it. */
export function pageOf<Item>(items: readonly Item[], request: PageRequest): Page<Item> {
  const { start, end, ...page } = placeOf(items.length, request);
  return { ...page, items: items.slice(start, end) };
}

export interface PagePlace extends Omit<Page<never>, 'items'> {
  readonly start: number;
  /** Not included. */
  readonly end: number;
}

/** The same for a list that is known by its length alone. */
export function placeOf(length: number, { token, size, scope, invalid }: PageRequest): PagePlace {
  const start = token === undefined ? 0 : startOf(token, scope);
  if (start === undefined || start > length) throw invalid();
  const end = Math.min(start + size, length);
  const nextToken = end < length ? tokenFor(end, scope) : undefined;
  return { start, end, nextToken, number: Math.floor(start / size) + 1 };
}

const tokenFor = (start: number, scope: string): string =>
  Buffer.from(`${start}:${seal(start, scope)}`).toString('base64url');

function startOf(token: string, scope: string): number | undefined {
  const [start = '', given] = Buffer.from(token, 'base64url').toString('utf8').split(':');
  return given === seal(Number(start), scope) ? Number(start) : undefined;
}

const seal = (start: number, scope: string): string =>
  createHash('sha256').update(`${scope}/${start}`).digest('hex').slice(0, 24);
