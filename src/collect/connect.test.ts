import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccountSettings, Cloud, Payer } from '../clouds/cloud.ts';
import { environmentSecrets } from '../clouds/secrets.ts';
import type { Store } from '../store/store.ts';
import { connectAccounts } from './connect.ts';
import { DEFAULT_SETTINGS } from './parts.ts';
import { scaledTime } from './testing/scaled-time.ts';
import { ORGANISATION, temporaryStore } from './testing/setup.ts';
import { wideCloud } from './testing/wide-cloud.ts';

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

test.each<[string, Partial<AccountSettings>[], string, string, { dataset?: 'inventory'; names: string } | undefined]>([
  ['one entry', [WEST], 'entry 0', 'entry 0', undefined],
  ['two alike', [WEST, WEST], 'entry 0', 'entry 0', undefined],
  ['one that is not narrowed', [SHOP, WEST, {}], 'entry 2', 'entry 1', undefined],
  ['two regions', [WEST, NORTH], 'entry 0', 'entry 0', { dataset: 'inventory', names: 'westeurope' }],
  ['a region and a group', [WEST, SHOP], 'entry 1', 'entry 0', { dataset: 'inventory', names: 'shop' }],
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
