import { expect, test } from 'vitest';
import { openEstate } from '../../tools/testing/estate.fixture.ts';
import type { Product } from '../product.ts';
import { healthOf } from './health.ts';

test('what is not known of a store that cannot be opened is null, not none', async () => {
  const broken = {
    ...{ version: '1', log: { error: () => {}, info: () => {} } },
    context: () => Promise.reject(new Error('locked')),
  } as Partial<Product> as Product;
  expect(await healthOf(broken)).toMatchObject({
    ...{ status: 'unhealthy', store: 'unavailable', accounts: null, gaps: null },
  });
});

test.each([
  [
    'scheduled here',
    { follow: async () => {}, next: () => new Date('2026-11-21T12:00:00Z') },
    '2026-11-21T12:00:00.000Z',
  ],
  ['scheduled elsewhere', { follow: async () => {}, next: () => undefined }, null],
  ['not scheduled', undefined, null],
])('the last collection and the next where it is %s', async (_, schedule, next) => {
  await using estate = await openEstate();
  const product = {
    ...{ version: '1', log: { error: () => {}, info: () => {} }, schedule },
    context: async () => estate.context,
  } as Partial<Product> as Product;
  expect((await healthOf(product)).collection).toEqual({ last: '2026-11-21T06:01:00.000Z', next });
});
