import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { table } from './table.ts';

const long = 'a'.repeat(100);
const lines = (...of: Parameters<typeof table>): string[] => stripVTControlCharacters(table(...of)).split('\n');

test('the last column says why, and is whole; the others are cut', () =>
  expect(lines(['NAME', 'DETAIL'], [[long, long]])).toEqual([
    `NAME${' '.repeat(78)}DETAIL`,
    `${long.slice(0, 79)}…  ${long}`,
  ]));

test('numbers stand to the right, the last column is not padded', () =>
  expect(
    lines(
      ['A', 'N', 'DETAIL'],
      [
        ['x', '1', 'y'],
        ['xx', '1,000', ''],
      ],
    ),
  ).toEqual(['A       N  DETAIL', 'x       1  y', 'xx  1,000  ']));
