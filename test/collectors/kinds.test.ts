import { expect, test } from 'vitest';
import { collectorsByCloud } from '../../scripts/collectors-by-cloud.ts';
import { KINDS } from '../../src/model/kinds.ts';

test('every kind is read by a collector of some cloud', async () => {
  const kinds = (await collectorsByCloud()).flatMap(({ collectors }) => collectors.map(({ kind }) => kind));
  expect(new Set(kinds)).toEqual(new Set(KINDS));
});
