import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccountSettings, Cloud, Connection } from '../../clouds/cloud.ts';
import { environmentSecrets } from '../../clouds/secrets.ts';
import type { AccountRecord } from '../../store/state.ts';
import type { Store } from '../../store/store.ts';
import { createCollection } from '../create-collection.ts';
import { DEFAULT_SETTINGS } from '../parts.ts';
import { fakeCloud } from '../testing/fake-cloud.ts';
import { scaledTime } from '../testing/scaled-time.ts';
import { ORGANISATION, options, request, temporaryStore } from '../testing/setup.ts';

const PROD = '111111111111';
const DEV = '222222222222';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
});
afterEach(() => close());

const record = (id: string, changes: Partial<AccountRecord> = {}): Promise<void> =>
  store.state.accounts.record({
    ...{ organisation: ORGANISATION, cloud: 'aws', id, status: 'denied', missingPermissions: [], checkedAt: '' },
    ...changes,
  });
const statuses = async () => (await store.state.accounts.list(ORGANISATION)).map(({ id, status }) => `${id} ${status}`);

/** Two accounts, of which somebody changes something while they are asked who they are. */
function collection(meanwhile: (entries: AccountSettings[]) => Promise<unknown>, connected?: Partial<Connection>) {
  const entries: AccountSettings[] = [PROD, DEV].map((name) => ({ cloud: 'aws', name }));
  const asked = fakeCloud();
  const cloud: Cloud = {
    name: 'aws',
    async connect(entry, send, secrets) {
      const connection = await asked.connect(entry, send, secrets);
      if (entry.name === PROD) await meanwhile(entries);
      return entry.name === PROD ? { ...connection, ...connected } : connection;
    },
  };
  return createCollection({
    ...{ store, clouds: [cloud], accounts: async () => [...entries], secrets: environmentSecrets({}) },
    ...{ settings: DEFAULT_SETTINGS, time: scaledTime(50, undefined, () => 0.5), policy: async () => undefined },
  });
}
const collect = (meanwhile: Parameters<typeof collection>[0]) =>
  collection(meanwhile).run(request({ regions: ['eu-west-1'] }), options());

test.each(['connected', 'denied'] as const)(
  'one that was %s and is disabled while it is asked stays disabled',
  async (status) => {
    await record(DEV, { status });
    await collect(() => record(DEV, { status: 'disabled', statusBefore: status }));
    expect(await statuses()).toEqual([`${PROD} connected`, `${DEV} disabled`]);
  },
);

test('one that is removed while it is asked stays removed', async () => {
  await record(DEV);
  await collect(() => store.state.accounts.remove(ORGANISATION, 'aws', DEV));
  expect(await statuses()).toEqual([`${PROD} connected`]);
});

test('one whose connection is removed before it ever answered is not kept', async () => {
  await collect(async (entries) => void entries.pop());
  expect(await statuses()).toEqual([`${PROD} connected`]);
});

test('one that is disabled while it is read stays disabled', async () => {
  const { organisation, clouds } = request();
  const disable = async () => {
    const [before] = await store.state.accounts.list(ORGANISATION);
    if (before?.status === 'connected') await record(before.id, { status: 'disabled' });
  };
  const running = collection(async () => {}).run(request(), { ...options(), progress: () => void disable() });
  await running;
  await collection(async () => {}).testAccounts({ organisation, clouds, record: true }, options().signal);
  expect(await statuses()).toEqual([`${PROD} disabled`, `${DEV} connected`]);
});

test.each(['disabled', 'denied'] as const)(
  'a member that is named like the id of an account which is %s takes nothing from it',
  async (status) => {
    const victim = '135416029678';
    await record(victim, { status });
    const [member] = (
      await fakeCloud().connect(
        { cloud: 'aws', name: PROD },
        (_, send) => send(options().signal),
        environmentSecrets({}),
      )
    ).accounts;
    if (!member) throw new Error('there is no member');
    const named = collection(async () => {}, { accounts: [{ ...member, name: victim }] });
    await named.testAccounts({ ...request(), record: true }, options().signal);
    expect(await statuses()).toEqual([`${PROD} connected`, `${victim} ${status}`, `${DEV} connected`]);
  },
);

test('a label that somebody disabled stays', async () => {
  await record('prod', { status: 'disabled' });
  await record('dev');
  const entries = ['prod', 'dev'].map((name): AccountSettings => ({ cloud: 'aws', name }));
  const { testAccounts } = createCollection({
    ...{ store, clouds: [fakeCloud({ idOf: ({ name }) => (name === 'dev' ? DEV : PROD) })], accounts: entries },
    ...{ secrets: environmentSecrets({}), settings: DEFAULT_SETTINGS, policy: async () => undefined },
    time: scaledTime(50, undefined, () => 0.5),
  });
  await testAccounts({ ...request(), record: true }, options().signal);
  expect(await statuses()).toEqual([`${PROD} connected`, `${DEV} connected`, 'prod disabled']);
});
