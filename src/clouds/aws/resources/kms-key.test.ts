import { expect, test } from 'vitest';
import { accountClients, collectAll, scopeOf, simulatedCompany } from '../../../../test/support/aws.ts';
import { kmsKey } from './kms-key.ts';

const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab';
const scope = scopeOf('123456789012', 'eu-west-1');
const key = { KeyId: KEY, KeyArn: `arn:aws:kms:eu-west-1:123456789012:key/${KEY}` };
const metadata = { KeyId: KEY, KeyState: 'Enabled', CreationDate: new Date('2026-01-02T03:04:05Z') } as const;

test('a key in our words', () =>
  expect(kmsKey.normalize({ key, alias: 'alias/orders', metadata, tags: { team: 'shop' } }, scope)).toEqual({
    id: `arn:aws:kms:eu-west-1:123456789012:key/${KEY}`,
    name: 'orders',
    state: 'available',
    providerState: 'Enabled',
    createdAt: '2026-01-02T03:04:05.000Z',
    tags: { team: 'shop' },
    attributes: {},
  }));

test('a key that its own policy hides has an id, and nothing more', () =>
  expect(kmsKey.normalize({ key, alias: undefined, metadata: undefined, tags: undefined }, scope)).toEqual({
    id: `arn:aws:kms:eu-west-1:123456789012:key/${KEY}`,
    name: undefined,
    providerState: undefined,
    createdAt: undefined,
    tags: undefined,
    attributes: {},
  }));

test.each([
  ['PendingDeletion', 'deleting'],
  ['Disabled', 'stopped'],
  ['Unavailable', 'failed'],
] as const)('the state %s is %s', (KeyState, state) =>
  expect(
    kmsKey.normalize({ key, alias: undefined, metadata: { ...metadata, KeyState }, tags: {} }, scope),
  ).toMatchObject({ state }),
);

const company = simulatedCompany({ resources: 6000 });

test('keys that AWS manages are listed by AWS, and by us neither counted nor asked for', async () => {
  const { simulator } = company;
  const [, account] = simulator.truth.clouds.aws.accounts;
  const [region = ''] = account?.regions ?? [];
  const clients = await accountClients(simulator, account?.id ?? '');
  const { resources } = await collectAll(kmsKey, clients, scopeOf(account?.id ?? '', region));
  const ofAws = simulator.truth.clouds.aws.beyond_inventory.filter(
    (one) => one.type === 'kms:key' && one.account === account?.id && one.region === region,
  );
  expect(ofAws.length).toBeGreaterThan(0);
  expect(resources.length).toBeGreaterThan(0);
  const found = new Set(resources.map(({ id }) => id));
  expect(ofAws.filter(({ id }) => found.has(id))).toEqual([]);
  const described = simulator.calls().filter(({ operation }) => operation === 'DescribeKey');
  expect(described).toHaveLength(resources.length);
});
