import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Resource } from '../model/resource.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { fakeCloud } from './testing/fake-cloud.ts';
import { generation, KILL_IDS } from './testing/kill-estate.ts';
import { scaledTime } from './testing/scaled-time.ts';
import { collectionOver, ORGANISATION, options, request, rowsOf } from './testing/setup.ts';

const KILLS = 50;
const AT_ONCE = 2;
const SCRIPT = fileURLToPath(new URL('./testing/collect-once.ts', import.meta.url));
const UNITS = 14;
const ROWS = UNITS * 5;
// Past the lease of the one who was killed.
const LATER = '2026-11-21T12:05:00Z';

const open = (home: string) => openStore({ home, organisation: ORGANISATION, memoryMb: 256, threads: 1 });
/** Content without the times of reading, and what every resource of the whole must be once. */
const contents = (rows: readonly Resource[]) =>
  rows
    .map(({ id, account, region, type, name, state, tags }) =>
      JSON.stringify([id, account, region, type, name, state, tags]),
    )
    .sort();

let template: string;
let first: string[];
let second: string[];
let lasts: number;

async function inHome<T>(home: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await open(home);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const copyOf = async (): Promise<string> => {
  const home = await mkdtemp(join(tmpdir(), 'cloudoptima-kill-'));
  await cp(template, home, { recursive: true });
  return home;
};

/** Starts a collection of the second generation and kills it so long after it was ready; gives how long it ran otherwise. */
async function collectAndKill(home: string, afterMs: number): Promise<number | undefined> {
  const child = spawn(process.execPath, [SCRIPT, home], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  await once(child.stdout, 'data');
  child.stdout.resume();
  const begun = performance.now();
  const done = new AbortController();
  const killed = sleep(afterMs, true, { signal: done.signal }).catch(() => false);
  void ended.then(() => done.abort());
  if (await killed) child.kill('SIGKILL');
  await ended;
  return child.signalCode === 'SIGKILL' ? undefined : performance.now() - begun;
}

beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), 'cloudoptima-kill-'));
  const collect = async (home: string, number: 1 | 2) =>
    inHome(home, async (store) => {
      const cloud = fakeCloud({ resources: generation(number) });
      const time = scaledTime(50, '2026-11-21T06:00:00Z', () => 0.5);
      await collectionOver(store, cloud, { ids: KILL_IDS, time }).run(request(), options());
      return contents(await rowsOf(store));
    });
  first = await collect(template, 1);
  const whole = await copyOf();
  second = await collect(whole, 2);
  await rm(whole, { recursive: true });
  const timed = await copyOf();
  lasts = (await collectAndKill(timed, 60_000)) ?? 0;
  await rm(timed, { recursive: true });
});
afterAll(() => rm(template, { recursive: true, force: true }));

/** The same moments in every run: spread over the whole collection, a few just around its end. */
const moments = Array.from({ length: KILLS }, (_, kill) => ((kill * 0.618_033_988_75) % 1) * 1.05);

async function killAndResume(part: number): Promise<'before' | 'after'> {
  const home = await copyOf();
  try {
    await collectAndKill(home, part * lasts);
    return await inHome(home, async (store) => {
      const left = contents(await rowsOf(store));
      const published = left.join() === second.join();
      // The old snapshot whole or the new one whole, never a part of one.
      expect(left).toEqual(published ? second : first);
      const [latest] = await store.state.runs.list(ORGANISATION, 1);
      const staged = latest ? await store.state.runs.staged(ORGANISATION, latest.id, 'inventory') : [];
      const cloud = fakeCloud({ resources: generation(2) });
      const time = scaledTime(50, LATER, () => 0.5);
      const run = await collectionOver(store, cloud, { ids: KILL_IDS, time }).run(request(), options());
      expect(run.status).toBe('success');
      const rows = await rowsOf(store);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(ROWS);
      expect(contents(rows)).toEqual(second);
      const asked = new Set(cloud.calls.map(({ account, region, action }) => `${account} ${region} ${action}`));
      // Who it is and its regions are asked of each account; no staged unit is asked again.
      if (!published) expect(asked.size).toBe(2 * KILL_IDS.length + UNITS - staged.length);
      return published ? 'after' : 'before';
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

test(`a collection that is killed at any of ${KILLS} moments is resumed to the same whole`, {
  timeout: 300_000,
}, async () => {
  const queue = [...moments];
  const found: string[] = [];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let part = queue.shift(); part !== undefined; part = queue.shift()) found.push(await killAndResume(part));
    }),
  );
  expect(ROWS).toBe(second.length);
  expect(found).toHaveLength(KILLS);
  // Otherwise the moments would not be spread over the collection.
  expect(found).toContain('before');
});
