import { expect, test } from 'vitest';
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
