import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccountSettings, Cloud, ConnectedAccount, Connection, Payer } from '../../clouds/cloud.ts';
import { environmentSecrets } from '../../clouds/secrets.ts';
import { CloudError } from '../../model/errors.ts';
import type { Store } from '../../store/store.ts';
import { DEFAULT_SETTINGS } from '../parts.ts';
import { scaledTime } from '../testing/scaled-time.ts';
import { ORGANISATION, temporaryStore } from '../testing/setup.ts';
import { wideCloud } from '../testing/wide-cloud.ts';
import { systemSleep } from '../time.ts';
import { connectAccounts } from './connect.ts';
import { refusalGaps } from './refused-accounts.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
});
afterEach(() => close());

/** One subscription, whose listing and whose bill say which entry they are of. */
const subscription: Cloud = {
  name: 'azure',
  async connect(entry, send, secrets) {
    const payer = (id: string): Payer => ({
      ...{ cloud: 'azure', id },
      costs: { pricePerPage: '0', permissions: [entry.name ?? ''], async *charges() {} },
    });
    const wide = wideCloud({ accounts: ['sub'], rows: () => undefined, payers: [payer('sub')] });
    const { accounts, ...rest } = await wide.connect(entry, send, secrets);
    return { accounts: accounts.map((account) => ({ ...account, name: entry.name })), ...rest };
  },
};

function connect(narrowings: readonly Partial<AccountSettings>[], cloud = subscription, settings = DEFAULT_SETTINGS) {
  const accounts = narrowings.map(
    (one, index): AccountSettings => ({ cloud: 'azure', name: `entry ${index}`, ...one }),
  );
  const parts = {
    ...{ store, accounts, clouds: [cloud], secrets: environmentSecrets({}), settings },
    ...{ time: scaledTime(50), policy: async () => undefined },
  };
  const wanted = { organisation: ORGANISATION, clouds: ['azure'], regions: true } as const;
  return connectAccounts(parts, (_, send) => send(new AbortController().signal), wanted, new AbortController().signal);
}

const WEST = { regions: ['westeurope'] };
const NORTH = { regions: ['northeurope'] };
const SHOP = { resource_groups: ['shop'] };
const WEB = { resource_groups: ['web'] };
const ZONE = { zones: ['europe-west1-b'] };

test.each<[string, Partial<AccountSettings>[], string, string, { dataset?: 'inventory'; names: string } | undefined]>([
  ['one entry', [WEST], 'entry 0', 'entry 0', undefined],
  ['two alike', [WEST, WEST], 'entry 0', 'entry 0', undefined],
  ['one that is not narrowed', [SHOP, WEST, {}], 'entry 2', 'entry 1', undefined],
  ['two regions', [WEST, NORTH], 'entry 0', 'entry 0', { dataset: 'inventory', names: 'westeurope' }],
  ['a region and a group', [WEST, SHOP], 'entry 1', 'entry 0', { dataset: 'inventory', names: 'shop' }],
  ['a region and a zone', [WEST, ZONE], 'entry 1', 'entry 0', { dataset: 'inventory', names: 'europe-west1-b' }],
  ['two groups', [SHOP, WEB], 'entry 0', 'entry 0', { names: 'shop' }],
])('of a subscription that is listed whole, by %s', async (_, narrowings, listed, billed, lost) => {
  const { reached, payers } = await connect(narrowings);
  expect(reached.map(({ account }) => account.name)).toEqual([listed]);
  expect(payers.map(({ costs }) => costs.permissions)).toEqual([[billed]]);
  const gap = lost && {
    ...{ cloud: 'azure', account: 'sub', reason: 'not_collected' },
    ...(lost.dataset ? { dataset: lost.dataset } : {}),
    detail: expect.stringContaining(`only what one of them names is asked (${lost.names})`),
  };
  expect(reached[0]?.gaps).toEqual(gap ? [gap] : []);
});

test('as many accounts are connected at once as units are read', async () => {
  const names = Array.from({ length: 6 }, (_, index) => `sub-${index}`);
  let begun = 0;
  let allBegan = () => {};
  const together = new Promise<void>((resolve) => {
    allBegan = resolve;
  });
  const slow: Cloud = {
    name: 'azure',
    async connect(entry, send, secrets) {
      begun += 1;
      if (begun === names.length) allBegan();
      await together;
      return wideCloud({ accounts: [entry.name ?? ''], rows: () => undefined }).connect(entry, send, secrets);
    },
  };
  const settings = { ...DEFAULT_SETTINGS, maxParallelAccounts: 2, maxParallelRegions: 3 };
  const accounts = names.map((name): AccountSettings => ({ cloud: 'azure', name }));
  const { reached } = await connect(accounts, slow, settings);
  expect(reached).toHaveLength(names.length);
});

const refusal = (code: string) =>
  new CloudError({ reason: 'denied', code, action: 'sts:AssumeRole', retryable: false });

/** What entries lead to, by their names. */
function members(connections: Readonly<Record<string, Partial<Connection>>>, accounts?: readonly string[]) {
  const parts = {
    ...{ store, secrets: environmentSecrets({}), settings: DEFAULT_SETTINGS, policy: async () => undefined },
    accounts: Object.keys(connections).map((name): AccountSettings => ({ cloud: 'aws', name })),
    clouds: [
      {
        name: 'aws' as const,
        connect: async ({ name = '' }: AccountSettings): Promise<Connection> => ({
          ...{ accounts: [], unreached: [], payers: [], gaps: [] },
          ...connections[name],
        }),
      },
    ],
    time: scaledTime(40),
  };
  const wanted = { organisation: ORGANISATION, clouds: ['aws'], regions: false, costs: true, accounts } as const;
  return connectAccounts(parts, (_, send) => send(new AbortController().signal), wanted, new AbortController().signal);
}

const member = (id: string, reach?: () => Promise<void>): ConnectedAccount => ({
  ...{ cloud: 'aws', id, name: `name of ${id}`, sources: [], regions: async () => ({ regions: [] }) },
  metrics: { pricePerSeries: '0', permissions: [], types: [], seriesFor: () => 0, async *points() {} },
  ...(reach ? { reach } : {}),
});
const fails = (code: string) => () => Promise.reject(refusal(code));
const bill = (id: string, holds?: readonly string[]): Payer => ({
  ...{ cloud: 'aws', id, costs: { pricePerPage: '0', permissions: [], async *charges() {} } },
  ...(holds ? { holds } : {}),
});

test('two hundred members have each their own time, and some are reached at once', async () => {
  let [now, most] = [0, 0];
  const reach = async () => {
    most = Math.max(most, ++now);
    // Four seconds, so that all need more than the two minutes of a connection.
    await systemSleep(100);
    now -= 1;
  };
  const accounts = Array.from({ length: 200 }, (_, index) => member(String(100_000_000_000 + index), reach));
  const { reached, refused } = await members({ northwind: { accounts } });
  const { maxParallelAccounts, maxParallelRegions } = DEFAULT_SETTINGS;
  expect([reached.length, refused, most]).toEqual([200, [], maxParallelAccounts * maxParallelRegions]);
});

test('a member that can’t be reached is refused with its name, by another entry it may be reached', async () => {
  const organisation = { accounts: [member('1'), member('2', fails('First')), member('3', fails('Other'))] };
  const { reached, refused } = await members({ organisation, two: { accounts: [member('2')] } });
  expect(reached.map(({ account: { id } }) => id)).toEqual(['1', '2']);
  expect(refused).toMatchObject([{ account: '3', name: 'name of 3', identified: true, status: 'denied' }]);
});

test('nobody is reached whom the request passes', async () => {
  const accounts = [member('1', fails('Asked')), member('2', async () => {}), member('3')];
  const { reached, refused, passed } = await members({ northwind: { accounts } }, ['name of 2']);
  expect([reached.map(({ account: { id } }) => id), refused]).toEqual([['2'], []]);
  expect(passed.map(({ account, answers }) => [account, answers])).toEqual([
    ['1', false],
    ['3', true],
  ]);
  expect((await members({ northwind: { accounts: accounts.slice(1) } }, ['northwind'])).reached).toHaveLength(2);
});

test('a member that is named like another’s id is not asked for it', async () => {
  const accounts = [member('1', async () => {}), { ...member('2', async () => {}), name: '1' }];
  const { reached, passed } = await members({ northwind: { accounts } }, ['1']);
  expect([reached.map(({ account: { id } }) => id), passed.map(({ account }) => account)]).toEqual([['1'], ['2']]);
});

test('what is inactive is told of with its state, and is nobody’s failure', async () => {
  const inactive = [{ id: '9', name: 'gone', state: 'PENDING_CLOSURE' }];
  const { refused } = await members({ northwind: { accounts: [member('1')], inactive } });
  expect(refused).toMatchObject(
    [
      { account: '9', name: 'gone', status: 'inactive', gap: { reason: 'not_collected', detail: /PENDING_CLOSURE/ } },
    ].map((one) => ({ ...one, gap: { ...one.gap, detail: expect.stringMatching(one.gap.detail) } })),
  );
  expect(refusalGaps(refused, {})).toEqual([]);
  expect(refusalGaps(refused, { accounts: ['gone'] })).toHaveLength(1);
});

test.each<[string, Readonly<Record<string, Partial<Connection>>>, string[]]>([
  ['is reached', { o: { accounts: [member('1'), member('2')], payers: [bill('1', ['2']), bill('2')] } }, ['1']],
  [
    'is not reached',
    { o: { accounts: [member('1', fails('No')), member('2')], payers: [bill('1', ['2']), bill('2')] } },
    ['2'],
  ],
  [
    'is read by another entry, too',
    {
      o: { accounts: [member('1', fails('No')), member('2')], payers: [bill('1', ['2']), bill('2')] },
      own: { accounts: [member('1')], payers: [bill('1')] },
    },
    ['1'],
  ],
])('of an organisation whose payer %s, each charge is in one bill', async (_, connections, left) => {
  expect((await members(connections)).payers.map(({ id }) => id)).toEqual(left);
});
