import { expect, test } from 'vitest';
import { meantBy } from './meant.ts';

const EVERYONE = [
  { names: ['1', 'production'] },
  { names: ['2', '1'] },
  { names: ['3', 'production', '4'] },
  { names: ['5', '3'] },
];

test.each<[string[], string[]]>([
  [['1'], ['1']],
  [['2'], ['2']],
  [['production'], ['1', '3']],
  [['4'], ['3']],
  [
    ['3', '1'],
    ['1', '3'],
  ],
  [['6'], []],
])('%j are %j', (words, ids) => {
  expect(EVERYONE.filter(meantBy(words, EVERYONE)).map(({ names: [id] }) => id)).toEqual(ids);
});
