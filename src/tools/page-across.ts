import { UserError } from '../model/errors.ts';
import { type Cursor, writeCursor } from './cursor.ts';

/** What one snapshot has of a list. */
export interface SnapshotList<T> {
  /** Its id. */
  readonly snapshot: string;
  read(offset: number, limit: number): Promise<{ readonly items: readonly T[]; readonly total: number }>;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly next: string | undefined;
}

/**
 * One page of a list that goes over several clouds, one after the other. All are asked at once. The cursor names the snapshot
 * in whose part the next page begins: those behind it have not been shown at all and those before it have been whole.
 */
export async function pageAcross<T>(
  lists: readonly SnapshotList<T>[],
  cursor: Cursor | undefined,
  limit: number,
): Promise<Page<T>> {
  const first = cursor ? lists.findIndex(({ snapshot }) => snapshot === cursor.snapshot) : 0;
  if (first < 0) throw new UserError('That cursor belongs to data that is no longer kept. Ask again without a cursor.');
  const offsetOf = (index: number): number => (index === first ? (cursor?.position ?? 0) : 0);
  const parts = await Promise.all(
    // Of what was shown before nothing is needed but how much it was.
    lists.map((list, index) => list.read(offsetOf(index), index < first ? 0 : limit)),
  );
  const items: T[] = [];
  let next: string | undefined;
  for (const [index, { snapshot }] of lists.entries()) {
    const part = parts[index];
    if (!part || index < first) continue;
    const shown = part.items.slice(0, limit - items.length);
    items.push(...shown);
    const position = offsetOf(index) + shown.length;
    if (position < part.total) {
      next = writeCursor({ snapshot, position });
      break;
    }
  }
  return { items, total: parts.reduce((sum, { total }) => sum + total, 0), next };
}
