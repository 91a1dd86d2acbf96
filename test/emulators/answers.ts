import type { Ask, Content } from './product.ts';

export type Row = Readonly<Record<string, unknown>>;

/** A field that is a list of objects. @throws Error where it is none. */
export function rowsOf(content: Content, field: string): readonly Row[] {
  const value = content[field];
  if (!Array.isArray(value)) throw new Error(`${field} is no list`);
  return value as Row[];
}

export function rowOf(content: Content, field: string): Row {
  const value = content[field];
  if (typeof value !== 'object' || value === null) throw new Error(`${field} is no object`);
  return value as Row;
}

export const textOf = (row: Row, field: string): string => String(row[field]);

/** Every page of a tool's list, and the first answer, which has the totals. */
export async function everyPage(
  ask: Ask,
  tool: string,
  input: object,
  field: string,
): Promise<{ readonly first: Content; readonly rows: readonly Row[]; readonly pages: number }> {
  const first = await ask(tool, { ...input, limit: 500 });
  const rows = [...rowsOf(first, field)];
  let pages = 1;
  for (let cursor = first.next_cursor; cursor !== undefined; pages++) {
    if (pages > 1000) throw new Error(`${tool} has no last page`);
    const page = await ask(tool, { ...input, limit: 500, cursor });
    rows.push(...rowsOf(page, field));
    cursor = page.next_cursor;
  }
  return { first, rows, pages };
}

export interface AnsweredGap {
  readonly account: string;
  readonly region?: string;
  readonly resource_type?: string;
  readonly reason: string;
  readonly detail: string;
}

export interface Quality {
  readonly status: string;
  readonly gaps: readonly AnsweredGap[];
  readonly note: string;
}

export const qualityOf = (content: Content): Quality => rowOf(content, 'data_quality') as unknown as Quality;

/** Counts by a key. */
export function countsBy<T>(items: readonly T[], keyOf: (item: T) => string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
