import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccountSettings, Cloud } from '../../clouds/cloud.ts';
import { environmentSecrets } from '../../clouds/secrets.ts';
import type { Store } from '../../store/store.ts';
import { createCollection } from '../create-collection.ts';
import { DEFAULT_SETTINGS } from '../parts.ts';
import { fakeCloud } from '../testing/fake-cloud.ts';
import { scaledTime } from '../testing/scaled-time.ts';
import { collectionOver, ORGANISATION, options, request, temporaryStore } from '../testing/setup.ts';

const PROD = '111111111111';
const DEV = '222222222222';
const OF = { organisation: ORGANISATION, clouds: ['aws' as const], record: true };

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
});
afterEach(() => close());

const askedFor = async (account: string, cloud = fakeCloud()) => {
  const tests = await collectionOver(store, cloud, { ids: [PROD, DEV] }).testAccounts(
    { ...OF, account },
    options().signal,
  );
  return { tests: tests.map((one) => [one.account, one.status]), asked: cloud.calls.map((call) => call.account) };
};

test('one account alone is asked by what its entry calls it, and the others stay as they are', async () => {
  expect(await askedFor(DEV)).toEqual({ tests: [[DEV, 'connected']], asked: [DEV] });
  expect((await store.state.accounts.list(ORGANISATION)).map(({ id }) => id)).toEqual([DEV]);
  const refused = await askedFor(PROD, fakeCloud({ fault: () => 'deny' }));
  expect(refused.tests).toEqual([[PROD, 'denied']]);
  expect((await store.state.accounts.list(ORGANISATION)).map(({ id, status }) => [id, status])).toEqual([
    [PROD, 'denied'],
    [DEV, 'connected'],
  ]);
});

test('one that nobody is called is named with those that there are', async () => {
  await expect(askedFor('333333333333')).rejects.toThrow(
    `No account is called "333333333333". There are: ${PROD}, ${DEV}.`,
  );
});

test('one that is disabled says so', async () => {
  await askedFor(DEV);
  const [record] = await store.state.accounts.list(ORGANISATION);
  if (record) await store.state.accounts.record({ ...record, status: 'disabled' });
  await expect(askedFor(DEV)).rejects.toThrow(`${DEV} is disabled: \`cloudoptima accounts enable ${DEV}\` first.`);
});

test('an account that is named like another’s id is not asked in its place', async () => {
  const members = fakeCloud({ idOf: ({ profile }) => (profile === 'dev' ? DEV : PROD) });
  const cloud: Cloud = {
    name: 'aws',
    async connect(entry, send, secrets) {
      const { accounts, ...rest } = await members.connect(entry, send, secrets);
      return { ...rest, accounts: accounts.map((one) => ({ ...one, name: one.id === DEV ? PROD : undefined })) };
    },
  };
  const accounts = ['dev', 'prod'].map((profile): AccountSettings => ({ cloud: 'aws', profile }));
  const { testAccounts } = collectionOver(store, cloud, { accounts });
  const tested = await testAccounts({ ...OF, account: PROD }, options().signal);
  expect(tested.map(({ account }) => account)).toEqual([PROD]);
});

test('accounts that are added while the process runs are asked the next time', async () => {
  const accounts: AccountSettings[] = [{ cloud: 'aws', name: PROD }];
  const cloud = fakeCloud();
  const collection = createCollection({
    ...{ store, clouds: [cloud], accounts: async () => [...accounts], secrets: environmentSecrets({}) },
    ...{ settings: DEFAULT_SETTINGS, time: scaledTime(50, undefined, () => 0.5), policy: async () => undefined },
  });
  const { signal } = options();
  const asked = async () => (await collection.testAccounts(OF, signal)).map(({ account }) => account);
  expect(await asked()).toEqual([PROD]);
  accounts.push({ cloud: 'aws', name: DEV });
  expect(await asked()).toEqual([PROD, DEV]);
  expect((await collection.plan(request(), signal)).accounts.map(({ account }) => account)).toEqual([PROD, DEV]);
  accounts.shift();
  expect((await collection.run(request(), options())).accounts.map(({ account }) => account)).toEqual([DEV]);
});
