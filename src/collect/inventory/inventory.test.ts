import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Cloud, ConnectedAccount } from '../../clouds/cloud.ts';
import { fakeCloud } from '../testing/fake-cloud.ts';
import { collectionOver, options, request, temporaryStore } from '../testing/setup.ts';
import { wideCloud } from '../testing/wide-cloud.ts';

let close: () => Promise<void>;
let store: Awaited<ReturnType<typeof temporaryStore>>['store'];
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
});
afterEach(() => close());

/** The same cloud, whose accounts are changed. */
const changed = (cloud: Cloud, change: (account: ConnectedAccount) => ConnectedAccount): Cloud => ({
  ...cloud,
  async connect(...entry) {
    const connection = await cloud.connect(...entry);
    return { ...connection, accounts: connection.accounts.map(change) };
  },
});

test('an account rests when it was read, and no listing of many accounts holds its place meanwhile', async () => {
  const ids = ['111111111111', '222222222222'];
  const rested: string[] = [];
  let allRest = () => {};
  const resting = new Promise<void>((resolve) => {
    allRest = resolve;
  });
  const own = changed(fakeCloud(), (account) => ({
    ...account,
    rest() {
      rested.push(account.id);
      if (rested.length === ids.length) allRest();
    },
  }));
  const wide = {
    ...{ name: 'held', exhaustive: true },
    async *rows() {
      await resting;
      yield* [];
    },
  };
  const held = changed(wideCloud({ rows: () => undefined }), (account) => ({
    ...account,
    sources: account.sources.map((source) => (source.wide ? { ...source, wide } : source)),
  }));
  const run = await collectionOver(store, own, {
    ...{ clouds: [own, held], settings: { maxParallelAccounts: 1 } },
    accounts: [{ cloud: 'azure', name: 'tenant' }, ...ids.map((name) => ({ cloud: 'aws', name }) as const)],
  }).run(request({ clouds: ['aws', 'azure'] }), options());
  expect(run.status).toBe('success');
  expect(rested).toEqual(ids);
});
