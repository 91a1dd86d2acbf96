import { expect, test } from 'vitest';
import { googleClients, googleServer, searchAnswer } from '../../../test/support/google.ts';
import { type Asset, type AssetSearch, searchAssets } from './assets.ts';

const google = googleServer();
const TOPIC = 'pubsub.googleapis.com/Topic';
const topic = (name: string) => ({
  ...{ name: `//pubsub.googleapis.com/${name}`, assetType: TOPIC, project: 'projects/1', location: 'global' },
  data: { kmsKeyName: 'k' },
});

async function search(changes: Partial<AssetSearch> = {}): Promise<Asset[]> {
  const found: Asset[] = [];
  const asked = { scope: 'folders/2', assetTypes: [TOPIC], detailed: true, ...changes };
  for await (const page of searchAssets(googleClients(google), asked)) found.push(...page);
  return found;
}

test('page after page, in order, with the resource itself', async () => {
  google.answer((asked) => searchAnswer([topic('b'), topic('c'), topic('a')], asked, 2));
  expect(await search()).toEqual([topic('a'), topic('b'), topic('c')]);
  expect(google.asked.map(({ path }) => path)).toEqual(Array(2).fill('v1/folders/2:searchAllResources'));
});

test.each([
  [undefined, '500'],
  [100, '100'],
  [5000, '500'],
])('a bound of %j makes pages of %s', async (batchSize, pageSize) => {
  google.answer(() => ({ body: {} }));
  const clients = { ...googleClients(google), ...(batchSize === undefined ? {} : { batchSize }) };
  for await (const _ of searchAssets(clients, { scope: 'folders/2', assetTypes: [TOPIC], detailed: true }));
  expect(google.asked.at(-1)?.query.get('pageSize')).toBe(pageSize);
});

test('without the detail the resource is empty', async () => {
  google.answer((asked) => searchAnswer([topic('a')], asked));
  expect(await search({ detailed: false })).toEqual([{ ...topic('a'), data: {} }]);
});

test('no list is the empty one', async () => {
  google.answer(() => ({ body: {} }));
  expect(await search()).toEqual([]);
});

test.each([
  [{ team: 'x', count: 7, none: null }, { team: 'x' }],
  [['team'], {}],
  ['team', {}],
  [null, {}],
])('of the labels %j the texts are labels', async (labels, kept) => {
  google.answer(() => ({ results: [{ name: '//pubsub.googleapis.com/a', assetType: TOPIC, labels }] }));
  expect(await search()).toMatchObject([{ labels: kept }]);
});

test.each([
  ['a list that is none', { results: { name: 'n' } }, 'NoList'],
  ['one without a name', { results: [{ assetType: TOPIC }] }, 'NoName'],
  ['one whose name is empty', { results: [{ name: '', assetType: TOPIC }] }, 'NoName'],
  ['one without a type', { results: [{ name: 'n' }] }, 'NoName'],
])('%s is a failure of the search', async (_, body, code) => {
  google.answer(() => ({ body }));
  await expect(search()).rejects.toThrow(`cloudasset.assets.searchAllResources failed (${code})`);
});
