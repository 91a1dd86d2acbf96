import { expect, test } from 'vitest';
import { counted } from './counted.ts';

test.each([
  [0, '0 calls'],
  [1, '1 call'],
  [2, '2 calls'],
])('%d is told as %s', (count, words) => expect(counted(count, 'call')).toBe(words));
