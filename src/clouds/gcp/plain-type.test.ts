import { expect, test } from 'vitest';
import { assetOf } from '../../../test/support/asset.ts';
import { googleClients, googleServer } from '../../../test/support/google.ts';
import { detailNoting } from '../detail.ts';
import { assetFacts } from './collector.ts';
import { definePlainCollector } from './plain-type.ts';

const google = googleServer();
const TYPE = 'things.googleapis.com/Thing';
const plain = definePlainCollector(TYPE);

test('it can be labelled, and needs nothing beside the search', () =>
  expect(plain).toMatchObject({
    ...{ type: TYPE, kind: 'other', reach: 'global', taggable: true, detailed: false },
    permissions: ['cloudasset.assets.searchAllResources'],
  }));

test('a kind may be given', () => expect(definePlainCollector(TYPE, 'topic').kind).toBe('topic'));

test('one is what the search tells of it', async () => {
  const asset = assetOf({ secret: 'hush' }, { assetType: TYPE, labels: { team: 'x' }, state: 'ACTIVE' });
  const scope = { organisation: 'northwind', cloud: 'gcp', account: 'atlas', region: 'global' } as const;
  const context = { clients: googleClients(google), scope, detail: detailNoting(() => undefined) };
  expect(await plain.facts(asset, context)).toEqual({ ...assetFacts(asset), attributes: {} });
});
