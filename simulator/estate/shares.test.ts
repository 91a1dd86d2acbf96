import { expect, test } from 'vitest';
import { shares } from './shares.ts';

test.each([
  ['even', 9, [1, 1, 1], [3, 3, 3]],
  ['with a remainder', 10, [1, 1, 1], [4, 3, 3]],
  ['by weight', 100, [14, 20, 66], [14, 20, 66]],
  ['of less than one each', 2, [1, 5, 4], [0, 1, 1]],
  ['of nothing', 5, [0, 0], [0, 0]],
])('shares that are %s', (_, total, weights, parts) => expect(shares(total, weights)).toEqual(parts));
