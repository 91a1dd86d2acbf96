import { setImmediate as turn } from 'node:timers/promises';
import { zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { testUnit } from '../fixtures.ts';
import { encodeRows } from './encode-rows.ts';
import { stagedRow } from './inventory-rows.ts';

const unit = testUnit({ type: 'ec2:volume' });
const source = { kind: 'volume', taggable: true } as const;
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    // In no order, and some ids twice.
    id: `arn:${(index * 7919) % Math.max(1, count - 3)}`,
    name: String(index),
    tags: { Owner: `o${index}` },
    attributes: { sizeGib: index },
  }));

test.each([0, 1, 199, 200, 5_000, 5_001, 23_456])('%i rows are staged in order, each once', async (count) => {
  const all = rows(count);
  const ordered = all.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < count; start += 5_000) {
    const lines = ordered
      .slice(start, start + 5_000)
      .map((facts) => `${JSON.stringify(stagedRow(unit, source, facts))}\n`);
    pieces.push(zstdCompressSync(lines.join('')));
  }
  const encoded = await encodeRows(unit, source, all);
  expect(Buffer.compare(encoded, Buffer.concat(pieces))).toBe(0);
});

test('others have their turn while many rows are encoded', async () => {
  const encoding = encodeRows(unit, source, rows(20_000));
  let ended = false;
  const watched = encoding.finally(() => {
    ended = true;
  });
  let turns = 0;
  for (; !ended; turns++) await turn();
  await watched;
  expect(turns).toBeGreaterThan(50);
});
