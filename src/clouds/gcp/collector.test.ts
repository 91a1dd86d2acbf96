import { expect, test } from 'vitest';
import { assetOf } from '../../../test/support/asset.ts';
import { googleClients, googleServer } from '../../../test/support/google.ts';
import { detailNoting } from '../detail.ts';
import { assetFacts, defineGcpCollector } from './collector.ts';

const google = googleServer();
const context = {
  get clients() {
    return googleClients(google);
  },
  scope: { organisation: 'northwind', cloud: 'gcp', account: 'atlas', region: 'global' } as const,
  detail: detailNoting(() => undefined),
};

test.each([
  ['with all', { state: 'ACTIVE', createTime: '2025-01-02T00:00:00Z', labels: { team: 'x' } }, { state: 'available' }],
  ['of an unknown state', { state: 'ODD' }, { state: 'unknown', providerState: 'ODD' }],
  ['without labels', {}, { tags: {}, createdAt: undefined }],
  ['without a place', { location: undefined }, { region: undefined }],
])('an asset %s', (_, changes, facts) => expect(assetFacts(assetOf({}, changes))).toMatchObject(facts));

test('an asset that tells no state has none, for its type to say', () =>
  expect(assetFacts(assetOf({}))).not.toHaveProperty('state'));

interface Thing {
  readonly kind?: string;
  readonly secret?: string;
  readonly size?: number;
}

const things = defineGcpCollector<Thing, 'other'>({
  type: 'example.googleapis.com/Thing',
  kind: 'other',
  taggable: true,
  detailed: true,
  permissions: ['example.things.get'],
  isOne: ({ data }) => data.kind !== 'foreign',
  complete: async (asset) => ({ ...asset, data: { ...asset.data, size: 7 } }),
  normalize: ({ data }) => ({ name: `${data.kind} ${data.size}`, attributes: {} }),
  payload: ({ kind, size }) => ({ kind, size }),
});

test('it is listed by the search, and needs what its completion needs', () =>
  expect(things).toMatchObject({
    reach: 'global',
    permissions: ['cloudasset.assets.searchAllResources', 'example.things.get'],
  }));

test('what its type says takes the place of what every asset tells, once it is complete', async () =>
  expect(await things.facts(assetOf({ kind: 'own', secret: 'hush' }), context)).toMatchObject({
    ...{ name: 'own 7', region: 'europe-west1' },
    payload: { kind: 'own', size: 7 },
  }));

test('what is no resource of ours is none', async () =>
  expect(await things.facts(assetOf({ kind: 'foreign' }), context)).toBeUndefined());
