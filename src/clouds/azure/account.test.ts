import { expect, test, vi } from 'vitest';
import { localAzure, plainSend, type Received, refusal, rowOf, TENANT } from '../../../test/support/azure.ts';
import { UserError } from '../../model/errors.ts';
import type { AccountSettings } from '../cloud.ts';
import { connectTenant } from './account.ts';
import { azure as cloud } from './azure.ts';

const azure = localAzure();
const FIRST = '11111111-0000-4000-8000-000000000001';
const SECOND = '22222222-0000-4000-8000-000000000002';
const DISABLED = '33333333-0000-4000-8000-000000000003';

const subscription = (id: string, state: string) => ({
  ...{ id: `/subscriptions/${id}`, subscriptionId: id.toUpperCase(), tenantId: TENANT, displayName: `sub ${id[0]}` },
  state,
});
const list = {
  value: [subscription(FIRST, 'Enabled'), subscription(SECOND, 'Warned'), subscription(DISABLED, 'Disabled')],
};
const tenant =
  (body: object = list) =>
  ({ path }: Received) => {
    if (path.includes('/oauth2/token'))
      return {
        body: { access_token: 't', expires_on: String(Math.floor(Date.now() / 1000) + 3600), token_type: 'Bearer' },
      };
    return path === '/subscriptions' ? { body } : refusal(404, 'NotFound');
  };

const secrets = { resolve: async (reference: string) => `secret of ${reference}` };

/** As the managed identity of this machine, whose tokens come from a host of its own. */
async function connect(settings: Partial<AccountSettings> = {}) {
  vi.stubEnv('AZURE_POD_IDENTITY_AUTHORITY_HOST', azure.url);
  vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'ManagedIdentityCredential');
  try {
    return await connectTenant({ cloud: 'azure', endpoint: azure.url, ...settings }, plainSend, secrets);
  } finally {
    vi.unstubAllEnvs();
  }
}

test('every subscription is an account of its name, and the directory is the tenant’s', async () => {
  azure.answer(tenant());
  const { accounts, unreached, payers, gaps } = await connect();
  expect(accounts.map(({ id, name }) => [id, name])).toEqual([
    [FIRST, 'sub 1'],
    [SECOND, 'sub 2'],
    [TENANT, undefined],
  ]);
  expect(unreached.map(({ id, name, error }) => [id, name, error.message])).toEqual([
    [
      ...[DISABLED, 'sub 3'],
      expect.stringMatching(/read failed \(SubscriptionDisabled\); the subscription is disabled, .*: reactivate it/),
    ],
  ]);
  expect(payers.map(({ id }) => id)).toEqual([FIRST, SECOND]);
  expect(gaps).toEqual([]);
});

test('all subscriptions share the listings, and the directory’s types are its own', async () => {
  azure.answer(tenant());
  const [first, second, directory] = (await connect()).accounts;
  const wide = (account: typeof first) => new Set(account?.sources.map((source) => source.wide));
  expect(wide(first).size).toBe(5);
  expect(wide(first)).toEqual(wide(second));
  expect([...wide(first)].filter((listing) => listing?.exhaustive)).toHaveLength(1);
  expect(first?.sources.find(({ type }) => type === 'Microsoft.Compute/disks')).toMatchObject({
    ...{ kind: 'volume', reach: 'global', service: 'compute', taggable: true },
    permissions: ['Microsoft.ResourceGraph/resources/read', 'Microsoft.Compute/disks/read'],
  });
  expect(directory?.sources.map(({ type, wide: listing }) => [type, listing])).toEqual([
    ['Microsoft.Graph/applications/credentials', undefined],
    ['Microsoft.Graph/applications', undefined],
  ]);
});

test('subscriptions that are named are asked alone; one that is not shown is an account with a reason', async () => {
  azure.answer(tenant());
  const missing = '99999999-0000-4000-8000-000000000009';
  const { accounts, unreached } = await connect({ subscriptions: [SECOND.toUpperCase(), missing] });
  expect(accounts.map(({ id }) => id)).toEqual([SECOND]);
  expect(unreached).toMatchObject([
    {
      id: missing,
      error: {
        facts: { reason: 'denied', code: 'SubscriptionNotFound' },
        message: expect.stringMatching(/look for a slip in its id, or assign them a role/),
      },
    },
  ]);
});

test('whoever names resource groups does not ask for the directory', async () => {
  azure.answer(tenant());
  const { accounts } = await connect({ resource_groups: ['shop'] });
  expect(accounts.map(({ id }) => id)).toEqual([FIRST, SECOND]);
});

test('a management group has its subscriptions, the directory of its tenant and one bill', async () => {
  const rows = [
    rowOf('Microsoft.Resources/subscriptions', { state: 'Enabled' }, { subscriptionId: FIRST, name: 'Shop' }),
    rowOf('Microsoft.Resources/subscriptions', { state: 'Deleted' }, { subscriptionId: SECOND, name: 'Old' }),
  ];
  const answer = tenant();
  azure.answer((request) => (request.body.query ? { body: { data: rows } } : answer(request)));
  const { accounts, unreached, payers } = await connect({ management_group: 'northwind', tenant_id: TENANT });
  expect(azure.requests.find(({ body }) => body.query)?.body.managementGroups).toEqual(['northwind']);
  expect(accounts.map(({ id, name }) => [id, name])).toEqual([
    [FIRST, 'Shop'],
    [TENANT.toLowerCase(), undefined],
  ]);
  expect(unreached).toMatchObject([{ id: SECOND, error: { facts: { code: 'SubscriptionDeleted' } } }]);
  expect(payers.map(({ id }) => id)).toEqual(['northwind']);
});

test('whoever may see nothing is refused, and told what is missing', async () => {
  azure.answer(tenant({ value: [] }));
  await expect(connect()).rejects.toThrow(/read was denied \(NoSubscriptions\); .*: assign them a role/);
});

test('a secret is asked for with whose it is', async () =>
  expect(connect({ client_secret: 'env://SECRET' })).rejects.toThrow(UserError));

test('the cloud is called by its name', () => expect(cloud.name).toBe('azure'));
