import { expect, test } from 'vitest';
import { nextMarker } from './next-marker.ts';

test.each([
  [undefined, undefined],
  [undefined, 'a'],
  ['b', 'a'],
  ['a', undefined],
])('%s after %s', (next, current) => expect(nextMarker(next, current, 'iam:ListUsers')).toBe(next));

test('a page that names itself as the next is a failure, not a loop', () =>
  expect(() => nextMarker('a', 'a', 'iam:ListUsers')).toThrow('iam:ListUsers failed (RepeatedMarker)'));
