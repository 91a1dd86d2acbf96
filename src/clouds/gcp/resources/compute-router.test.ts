import { expect, test } from 'vitest';
import { assetOf, compute, full } from '../../../../test/support/asset.ts';
import { computeRouter } from './compute-router.ts';

const network = compute('global/networks/main');

test('a router with Cloud NAT in our words', () =>
  expect(
    computeRouter.normalize(assetOf({ network, nats: [{ name: 'nat-a' }, { name: 'nat-b', type: 'PRIVATE' }] })),
  ).toMatchObject({
    attributes: { networkId: full('global/networks/main'), connectivity: 'public', gatewayNames: ['nat-a', 'nat-b'] },
  }));

test('one that translates between networks alone is private', () =>
  expect(computeRouter.normalize(assetOf({ nats: [{ name: 'a', type: 'PRIVATE' }] })).attributes.connectivity).toBe(
    'private',
  ));

test.each([[{ network }], [{ network, nats: [] }]])('%j is no gateway', async (data) => {
  const context = {
    clients: { ask: fail, once: fail },
    scope: { organisation: 'o', cloud: 'gcp', account: 'a', region: 'global' },
    detail: fail,
  } as const;
  expect(await computeRouter.facts(assetOf(data), context)).toBeUndefined();
});

async function fail(): Promise<never> {
  throw new Error('nothing is asked');
}
