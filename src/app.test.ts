import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openApp } from './app.ts';
import { fakeCloud } from './collect/testing/fake-cloud.ts';
import { loadConfig } from './config/config.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'cloudoptima-app-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const ACCOUNT = 'accounts: [{ cloud: aws, name: "111111111111" }]\n';

async function open(settings = '') {
  await writeFile(join(home, 'cloudoptima.yaml'), ACCOUNT + settings);
  return openApp(await loadConfig({ home, environment: {} }), { clouds: [fakeCloud()] });
}

test('after a collection it is kept how well the resources keep the policy', async () => {
  const product = await open();
  try {
    const { collection, store, organisation } = await product.context();
    const asked = { organisation, clouds: ['aws'], what: ['inventory'] } as const;
    const run = await collection.run(asked, { signal: new AbortController().signal, progress: () => {} });
    expect(await store.state.compliance.since(organisation, '')).toMatchObject([
      { runId: run.id, cloud: 'aws', kind: 'ad_hoc', resources: 21, policySource: expect.any(String) },
    ]);
  } finally {
    await product.close();
  }
});

test('the schedule is told while it is followed, and by nobody else', async () => {
  const product = await open();
  try {
    const { schedule } = await product.context();
    expect([schedule?.cron, schedule?.next(), product.schedule?.next()]).toEqual(['0 */6 * * *', undefined, undefined]);
    const stop = new AbortController();
    const following = product.schedule?.follow(stop.signal);
    await vi.waitFor(() => expect(schedule?.next()).toBeInstanceOf(Date));
    stop.abort();
    await following;
    expect(product.schedule?.next()).toBeUndefined();
  } finally {
    await product.close();
  }
});

test('a store that can’t be opened when the schedule begins ends it for a minute, and it says so', async () => {
  const product = await open();
  const stop = new AbortController();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    await mkdir(join(home, 'state.db'));
    const following = product.schedule?.follow(stop.signal);
    await vi.waitFor(() => expect(product.schedule?.problem?.()).toContain('tried again every minute'));
    expect(product.schedule?.next()).toBeUndefined();
    await rm(join(home, 'state.db'), { recursive: true });
    await vi.advanceTimersByTimeAsync(60_000);
    await vi.waitFor(() => expect(product.schedule?.next()).toBeInstanceOf(Date));
    expect(product.schedule?.problem?.()).toBeUndefined();
    stop.abort();
    await following;
  } finally {
    vi.useRealTimers();
    await product.close();
  }
});

test.each(['off', 'null'])('collection.schedule: %s', async (word) => {
  const product = await open(`collection: { schedule: ${word} }\n`);
  try {
    expect([product.schedule, (await product.context()).schedule]).toEqual([undefined, undefined]);
  } finally {
    await product.close();
  }
});
