import { expect, test } from 'vitest';
import { csvCell, csvOf } from './csv.ts';

test.each([
  ['a word', 'EC2', 'EC2'],
  ['a comma', 'a,b', '"a,b"'],
  ['a quote', 'say "x"', '"say ""x"""'],
  ['a line break', 'a\nb', '"a\nb"'],
  ['a formula', '=1+1', "'=1+1"],
  ['a formula behind a space', ' =1+1', "' =1+1"],
  ['a command', '@SUM(A1)', "'@SUM(A1)"],
  ['a tab before it', '\t=x', "'\t=x"],
  ['a negative amount', '-12.30', '-12.30'],
  ['a minus that is no number', '-1+2', "'-1+2"],
])('%s', (_, value, cell) => expect(csvCell(value)).toBe(cell));

test('lines end as RFC 4180 says', () =>
  expect(
    csvOf([
      ['a', 'b'],
      ['1', '2'],
    ]),
  ).toBe('a,b\r\n1,2\r\n'));
