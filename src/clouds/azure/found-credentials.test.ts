import { expect, test } from 'vitest';
import { machine } from '../testing/machine.ts';
import { azureFoundCredentials } from './found-credentials.ts';

const IDS = { AZURE_TENANT_ID: 'tenant', AZURE_CLIENT_ID: 'client' };
const PROFILE = { '/home/ada/.azure/azureProfile.json': '\ufeff{"subscriptions":[{"id":"1"}]}' };
const NAMED = { cloud: 'azure', tenant_id: 'tenant', client_id: 'client' };

type Texts = Record<string, string>;

test.each<[Texts, Texts, string, object]>([
  [
    { ...IDS, AZURE_CLIENT_SECRET: 'sesame' },
    PROFILE,
    'AZURE_CLIENT_SECRET',
    { ...NAMED, client_secret: 'env://AZURE_CLIENT_SECRET' },
  ],
  [{ ...IDS, AZURE_CLIENT_CERTIFICATE_PATH: '/c' }, {}, 'a certificate', NAMED],
  [{ ...IDS, AZURE_FEDERATED_TOKEN_FILE: '/t' }, {}, 'a workload identity', NAMED],
  [{ IDENTITY_ENDPOINT: 'http://x' }, PROFILE, 'the managed identity of this app', { cloud: 'azure' }],
  [
    {},
    { '/sys/class/dmi/id/chassis_asset_tag': '7783-7084-3265-9085-8269-3286-77\n' },
    'virtual machine',
    { cloud: 'azure' },
  ],
  [{}, PROFILE, 'the sign-in of az ', { cloud: 'azure' }],
  [{ AZURE_TENANT_ID: 'tenant' }, PROFILE, 'the sign-in of az ', { cloud: 'azure', tenant_id: 'tenant' }],
  [{}, { '/home/ada/.azd/auth.json': '{}' }, 'the sign-in of azd', { cloud: 'azure' }],
  [
    { AZURE_CONFIG_DIR: '/etc/az' },
    { '/etc/az/azureProfile.json': '{"subscriptions":[{}]}' },
    '/etc/az',
    { cloud: 'azure' },
  ],
])('%j and %j', async (environment, files, words, settings) => {
  const found = await azureFoundCredentials(machine(files, environment));
  expect(found).toEqual([{ words: expect.stringContaining(words), settings }]);
  expect(JSON.stringify(found)).not.toContain('sesame');
});

test.each<[Texts, Texts]>([
  [{}, {}],
  [{}, { '/home/ada/.azure/azureProfile.json': '{"subscriptions":[]}' }],
  [{}, { '/home/ada/.azure/azureProfile.json': 'no json' }],
  [{ AZURE_CLIENT_SECRET: 'sesame' }, {}],
])('nothing in %j and %j', async (environment, files) =>
  expect(await azureFoundCredentials(machine(files, environment))).toEqual([]),
);
