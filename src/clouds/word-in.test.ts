import { expect, test } from 'vitest';
import { wordIn } from './word-in.ts';

test.each([
  ['READY', 1],
  ['odd', undefined],
  ['constructor', undefined],
  ['__proto__', undefined],
])('of %s the table says %s', (word, told) => expect(wordIn({ READY: 1 }, word)).toBe(told));
