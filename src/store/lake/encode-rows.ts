import { setImmediate as turn } from 'node:timers/promises';
import { zstdCompressSync } from 'node:zlib';
import type { Kind } from '../../model/kinds.ts';
import type { ResourceFacts } from '../../model/resource.ts';
import type { UnitKey } from '../../model/run.ts';
import { isUnreadable, readable, readableKey } from './engine-text.ts';
import { stagedRow } from './inventory-rows.ts';

// Few enough that little is held twice.
const ROWS_IN_PIECE = 5_000;
// A few milliseconds of work, after which others have their turn: a server answers while it collects.
const ROWS_IN_TURN = 200;

/** JSON lines in the order of the ids, so that files come out sorted. Compressed in pieces, which together are one compressed file. */
export async function encodeRows(
  unit: UnitKey,
  source: { kind: Kind; taggable: boolean },
  rows: readonly ResourceFacts[],
): Promise<Uint8Array> {
  const place = readableKey(unit);
  const ordered = await inOrder(rows);
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < ordered.length; start += ROWS_IN_PIECE) {
    const end = Math.min(start + ROWS_IN_PIECE, ordered.length);
    const lines: string[] = [];
    for (let row = start; row < end; row++) {
      const facts = ordered[row];
      if (facts) lines.push(`${stagedLine(place, source, facts)}\n`);
      if (lines.length % ROWS_IN_TURN === 0) await turn();
    }
    pieces.push(zstdCompressSync(lines.join('')));
  }
  return Buffer.concat(pieces);
}

function stagedLine(unit: UnitKey, source: { kind: Kind; taggable: boolean }, facts: ResourceFacts): string {
  const line = JSON.stringify(stagedRow(unit, source, facts));
  return isUnreadable(line) ? JSON.stringify(stagedRow(unit, source, readable(facts))) : line;
}

const byId = (a: ResourceFacts, b: ResourceFacts): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Sorted as `toSorted` does, in turns: pieces first, which are then merged. */
async function inOrder(rows: readonly ResourceFacts[]): Promise<readonly ResourceFacts[]> {
  if (rows.length <= ROWS_IN_PIECE) return rows.toSorted(byId);
  let sorted: (readonly ResourceFacts[])[] = [];
  for (let start = 0; start < rows.length; start += ROWS_IN_PIECE) {
    sorted.push(rows.slice(start, start + ROWS_IN_PIECE).sort(byId));
    await turn();
  }
  while (sorted.length > 1) {
    const merged: (readonly ResourceFacts[])[] = [];
    for (let index = 0; index < sorted.length; index += 2) {
      merged.push(merge(sorted[index] ?? [], sorted[index + 1] ?? []));
      await turn();
    }
    sorted = merged;
  }
  return sorted[0] ?? [];
}

function merge(left: readonly ResourceFacts[], right: readonly ResourceFacts[]): readonly ResourceFacts[] {
  const merged: ResourceFacts[] = [];
  let [fromLeft, fromRight] = [0, 0];
  for (;;) {
    const [a, b] = [left[fromLeft], right[fromRight]];
    if (a === undefined) return merged.concat(right.slice(fromRight));
    if (b === undefined) return merged.concat(left.slice(fromLeft));
    if (byId(a, b) <= 0) {
      merged.push(a);
      fromLeft++;
    } else {
      merged.push(b);
      fromRight++;
    }
  }
}
