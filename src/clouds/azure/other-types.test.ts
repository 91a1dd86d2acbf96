import { expect, test } from 'vitest';
import { UNTAGGABLE_TYPES } from './other-types.ts';
import { azureCollectors } from './resources/index.ts';

test('types are told apart in lower case, as Resource Graph tells them', () =>
  expect([...UNTAGGABLE_TYPES].filter((type) => type !== type.toLowerCase())).toEqual([]));

test('what has a collector says for itself whether it has tags', () =>
  expect(azureCollectors.filter(({ type }) => UNTAGGABLE_TYPES.has(type.toLowerCase()))).toEqual([]));
