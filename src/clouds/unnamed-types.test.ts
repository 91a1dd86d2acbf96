import { expect, test } from 'vitest';
import type { NotedGap } from './collector.ts';
import { isTypeName, unnamedTypes } from './unnamed-types.ts';

test.each([
  ['microsoft.compute/disks', true],
  ['microsoft.sql/servers/databases', true],
  ['compute.googleapis.com/Disk', true],
  ['Disk', false],
  ['a.b/', false],
  ['a.b/c d', false],
  ['a.b/c\0', false],
  ['a.b/\ud800', false],
  ['', false],
])('%j names a type: %s', (word, isName) => expect(isTypeName(word)).toBe(isName));

test('what is left out is told once for each account, as a gap of its other types', () => {
  const unnamed = unnamedTypes('a:List');
  unnamed.leaveOut('1', 2);
  unnamed.leaveOut('2', 1);
  unnamed.leaveOut('1', 1);
  const noted: [string, NotedGap][] = [];
  const rows = [
    ...unnamed.told({
      ...{ organisation: 'acme', units: [], others: ['1', '2'], lose: () => {} },
      note: ({ account, type }, gap) => noted.push([`${account} ${type}`, gap]),
    }),
  ];
  expect(noted).toEqual([
    ['1 other', { reason: 'failed', detail: 'a:List told of a type that names none: 3 resources left out' }],
    ['2 other', { reason: 'failed', detail: 'a:List told of a type that names none: 1 resource left out' }],
  ]);
  expect(rows.map(({ account, type, rows: own }) => [account, type, own])).toEqual([
    ['1', 'other', []],
    ['2', 'other', []],
  ]);
});
