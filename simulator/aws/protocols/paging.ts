import { createHash } from 'node:crypto';
import type { AwsError } from '../service.ts';

export interface PageRequest {
  /** As the caller sent it; undefined on the first page. */
  readonly token: string | undefined;
  readonly size: number;
  /** What the token belongs to: one used elsewhere (other operation, account, region, filters) is refused. */
  readonly scope: string;
  readonly invalid: () => AwsError;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/** A part of a list and the opaque token for what follows it. */
export function pageOf<Item>(items: readonly Item[], { token, size, scope, invalid }: PageRequest): Page<Item> {
  const start = token === undefined ? 0 : startOf(token, scope);
  if (start === undefined || start > items.length) throw invalid();
  const end = start + size;
  return { items: items.slice(start, end), nextToken: end < items.length ? tokenFor(end, scope) : undefined };
}

const tokenFor = (start: number, scope: string): string =>
  Buffer.from(`${start}:${seal(start, scope)}`).toString('base64url');

function startOf(token: string, scope: string): number | undefined {
  const [start = '', given] = Buffer.from(token, 'base64url').toString('utf8').split(':');
  return given === seal(Number(start), scope) ? Number(start) : undefined;
}

const seal = (start: number, scope: string): string =>
  createHash('sha256').update(`${scope}/${start}`).digest('hex').slice(0, 24);
