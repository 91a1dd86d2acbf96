import { expect, test } from 'vitest';
import { uniqueNames } from './unique.ts';

test('numbers what was given before, around what is taken', () => {
  const unique = uniqueNames(['web-2']);
  expect(['web', 'web', 'web', 'api'].map(unique)).toEqual(['web', 'web-3', 'web-4', 'api']);
});
