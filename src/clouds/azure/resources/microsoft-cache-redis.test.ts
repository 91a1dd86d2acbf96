import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftCacheRedis } from './microsoft-cache-redis.ts';

const TYPE = 'Microsoft.Cache/redis';

test('a cache in our words', () =>
  expect(
    microsoftCacheRedis.normalize(
      rowOf(TYPE, {
        provisioningState: 'Succeeded',
        redisVersion: '6.0',
        sku: { name: 'Standard', family: 'C', capacity: 1 },
      }),
      nothingKnown,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    state: 'running',
    providerState: 'Succeeded',
    attributes: { instanceType: 'Standard C1', engine: 'redis', engineVersion: '6.0' },
  }));

test('what is not told stays unknown', () =>
  expect(microsoftCacheRedis.normalize(rowOf(TYPE, {}), nothingKnown)).toMatchObject({
    ...{ state: 'unknown', attributes: { instanceType: undefined, engineVersion: undefined } },
  }));
