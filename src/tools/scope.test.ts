import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CloudName } from '../model/cloud.ts';
import { OTHERS } from '../model/run.ts';
import { testLease, testRun, testUnit } from '../store/fixtures.ts';
import type { Store } from '../store/store.ts';
import { type ScopeInput, scopesOf } from './scope.ts';
import { type Estate, openEstate, PROD } from './testing/estate.fixture.ts';
import type { ToolContext } from './tool.ts';

const SUBSCRIPTION = '00000000-0000-0000-0000-000000000001';
const VAULTS = 'microsoft.keyvault/vaults';
const BROKERS = 'mq:broker';

let estate: Estate;
let context: ToolContext;
/** The estate in AWS, and one vault in Azure, of a type that has no collector here. */
beforeAll(async () => {
  estate = await openEstate({ clouds: ['aws', 'azure'] });
  context = estate.context;
  await publishVault(context.store);
});
afterAll(() => estate[Symbol.asyncDispose]());

async function publishVault(store: Store): Promise<void> {
  const { organisation } = context;
  const unit = testUnit({ cloud: 'azure', account: SUBSCRIPTION, region: 'global', type: VAULTS, rows: 1 });
  const id = 'azure-run';
  await store.state.runs.start({ ...testRun(id), organisation, what: ['inventory'] });
  const facts = { id: '/vault', name: 'vault', region: 'westeurope', tags: {}, attributes: {} };
  const rows = await store.inventory.encode(unit, { kind: 'other', taggable: true }, [facts]);
  await store.state.runs.stage(organisation, id, 'inventory', unit, rows);
  const lease = await testLease(store, id, context.now());
  await store.inventory.publish({ organisation, id, cloud: 'azure', promotedTags: [] }, lease, context.now());
  await store.state.leases.release(lease);
  await store.state.accounts.record({
    ...{ organisation, cloud: 'azure', id: SUBSCRIPTION, name: 'northwind-data', status: 'connected' },
    ...{ missingPermissions: [], checkedAt: context.now().toISOString() },
  });
}

const filters = async (input: ScopeInput) =>
  Object.fromEntries((await scopesOf(input, context)).map(({ cloud, filter }) => [cloud, filter]));

test.each<[string, ScopeInput, Partial<Record<CloudName, object>>]>([
  ['nothing', {}, { aws: {}, azure: {} }],
  ['everything', { accounts: ['all'], regions: ['all'], resource_types: ['all'] }, { aws: {}, azure: {} }],
  ['an account of one cloud', { accounts: [PROD] }, { aws: { accounts: [PROD] } }],
  ['an account by its name', { accounts: ['northwind-data'] }, { azure: { accounts: [SUBSCRIPTION] } }],
  [
    'accounts of both',
    { accounts: [PROD, SUBSCRIPTION] },
    { aws: { accounts: [PROD] }, azure: { accounts: [SUBSCRIPTION] } },
  ],
  ['a region of one', { regions: ['westeurope'] }, { azure: { regions: ['westeurope'] } }],
  [
    'a type that only the inventory knows',
    { resource_types: ['Microsoft.KeyVault/vaults'] },
    { azure: { types: [VAULTS] } },
  ],
  ['a type of the other', { resource_types: ['ec2:instance'] }, { aws: { types: ['ec2:instance'] } }],
  [
    'a region of one and a type of the other, which leave nothing of either',
    { regions: ['westeurope'], resource_types: ['ec2:instance'] },
    { aws: { regions: [], types: ['ec2:instance'] }, azure: { regions: ['westeurope'], types: [] } },
  ],
  ['one cloud', { cloud_provider: 'azure' }, { azure: {} }],
  ['a cloud that nothing is configured for', { cloud_provider: 'gcp' }, { gcp: {} }],
])('%s', async (_, input, expected) => expect(await filters(input)).toEqual(expected));

test.each<[string, ScopeInput, string]>([
  ['an account', { accounts: ['northwind-date'] }, 'Unknown account «northwind-date»'],
  ['a region', { regions: ['westeurop'] }, 'Did you mean westeurope?'],
  ['a region of another cloud', { cloud_provider: 'aws', regions: ['westeurope'] }, 'Unknown region'],
  ['a type', { resource_types: ['microsoft.keyvault/vault'] }, `Did you mean ${VAULTS}?`],
])('%s that no cloud knows is refused', async (_, input, words) => {
  await expect(scopesOf(input, context)).rejects.toThrow(words);
});

test('a cursor keeps the snapshot of its own cloud, and the others have their newest', async () => {
  const [aws, azure] = await scopesOf({}, context);
  const again = await scopesOf({}, context, azure?.snapshot?.id);
  expect(again.map(({ snapshot }) => snapshot?.id)).toEqual([aws?.snapshot?.id, azure?.snapshot?.id]);
  await expect(scopesOf({}, context, 'gone')).rejects.toThrow('no longer kept');
});

test('the server of one cloud answers for no other', async () => {
  const alone = { ...context, cloud: 'azure' as const };
  expect((await scopesOf({}, alone)).map(({ cloud }) => cloud)).toEqual(['azure']);
  await expect(scopesOf({ cloud_provider: 'aws' }, alone)).rejects.toThrow('answers for azure alone');
});

test('a question about a type without a collector is about the list of those, too', async () => {
  const { organisation, store } = context;
  const id = 'brokers';
  await store.state.runs.start({ ...testRun(id), organisation, what: ['inventory'] });
  for (const type of [BROKERS, OTHERS]) {
    const unit = testUnit({ cloud: 'aws', account: PROD, region: 'eu-west-1', type, rows: 0 });
    const rows = await store.inventory.encode(unit, { kind: 'other', taggable: true }, []);
    await store.state.runs.stage(organisation, id, 'inventory', unit, rows);
  }
  const lease = await testLease(store, id, context.now());
  await store.inventory.publish({ organisation, id, cloud: 'aws', promotedTags: [] }, lease, context.now());
  await store.state.leases.release(lease);
  const typesOf = async (type: string) => (await filters({ cloud_provider: 'aws', resource_types: [type] })).aws;
  expect(await typesOf(BROKERS)).toEqual({ types: [BROKERS, OTHERS] });
  expect(await typesOf('other')).toEqual({ types: expect.arrayContaining([BROKERS, OTHERS]) });
  expect(await typesOf('ec2:instance')).toEqual({ types: ['ec2:instance'] });
  expect(await filters({ resource_types: [VAULTS] })).toEqual({ azure: { types: [VAULTS] } });
});
