import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { CLOUDS, contentsOf, type ThreeClouds } from './three-clouds.ts';

/** What came of one kill and the collection after it. */
export interface KillPoint {
  /** At which call, of how many that a whole collection makes; more than those is after the last one. */
  readonly at: number;
  readonly of: number;
  readonly killed: boolean;
  /** Whether a snapshot of some cloud was to be seen then. */
  readonly published: boolean;
  /** Whether the run had ended, and only its process was killed. */
  readonly finished: boolean;
  /** How the collection after it ended. */
  readonly status: string;
  /** As ids; each twice that is there twice. */
  readonly ids: readonly string[];
  readonly sameContent: boolean;
  /** One, where the second went on with what the first had begun; it can't with one that had ended. */
  readonly runs: number;
  /** Of the second collection. */
  readonly callsAfter: number;
}

const ORGANISATION = 'default';
const SCRIPT = fileURLToPath(new URL('./collect-once.ts', import.meta.url));
// Past the lease of the one who was killed.
const AHEAD_MS = 60_000;
// How long a collection takes after its last call, roughly: it publishes.
const PUBLISHING_MS = 400;

/** A collection in a process of its own, which may be killed. */
interface Collecting {
  /** What it printed until now: how the run ended. */
  said(): string;
}

/**
 * Kills at so many points, and collects again. They are spread over the calls of a collection in the same way each time,
 * but for the last, which is when the first cloud is published: what time alone decides may never happen.
 */
export async function* killPoints(company: ThreeClouds, count: number): AsyncGenerator<KillPoint, void, undefined> {
  const { simulator, accounts, environment } = company;
  const calls = () => simulator.calls().length;

  async function inNewHome<T>(work: (home: string) => Promise<T>): Promise<T> {
    const home = await mkdtemp(join(tmpdir(), 'cloudoptima-kill-'));
    try {
      await writeFile(join(home, 'cloudoptima.json'), JSON.stringify({ accounts }));
      return await work(home);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  }

  /** One that is to be killed stays when it has collected, so that it is killed for certain. */
  async function collect(home: string, ahead: number, killWhen?: (collecting: Collecting) => Promise<void>) {
    const env = { PATH: process.env.PATH, HOME: home, ...environment };
    const words = [SCRIPT, home, String(ahead), ...(killWhen ? ['stay'] : [])];
    const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'close');
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    if (killWhen) void killWhen({ said: () => said }).then(() => child.kill('SIGKILL'));
    await ended;
    return { killed: child.signalCode === 'SIGKILL', said };
  }

  async function inStore<T>(home: string, work: (store: Store) => Promise<T>): Promise<T> {
    const store = await openStore({ home, organisation: ORGANISATION, memoryMb: 256, threads: 1 });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  const looked = (home: string) =>
    inStore(home, async (store) => ({
      rows: await contentsOf(store, ORGANISATION),
      runs: (await store.state.runs.list(ORGANISATION, 10)).length,
    }));

  async function isPublished({ inventory }: Store): Promise<boolean> {
    const latest = await Promise.all(CLOUDS.map((cloud) => inventory.latest(ORGANISATION, cloud)));
    return latest.some((snapshot) => snapshot !== undefined);
  }

  const whole = await inNewHome(async (home) => {
    const before = calls();
    const { said: status } = await collect(home, 0);
    if (status !== 'success') throw new Error(`the collection that nobody killed ended as ${status}`);
    return { calls: calls() - before, content: JSON.stringify((await looked(home)).rows) };
  });

  /** Until so many calls are made; what is left is the part of the way after the last. */
  async function untilCall(at: number, { said }: Collecting): Promise<void> {
    const before = calls();
    while (said() === '' && calls() - before < Math.min(at, whole.calls)) await sleep(1);
    if (at > whole.calls) await sleep((at / whole.calls - 1) * 10 * PUBLISHING_MS);
  }

  const untilPublished = (home: string, { said }: Collecting) =>
    inStore(home, async (store) => {
      while (said() === '' && !(await isPublished(store))) await sleep(1);
    });

  for (let point = 0; point < count; point++) {
    const at = Math.ceil(((((point + 0.5) * 0.618_033_988_75) % 1) * 1.1 + 0.001) * whole.calls);
    const isLast = point === count - 1;
    yield await inNewHome(async (home): Promise<KillPoint> => {
      const { killed, said } = await collect(home, 0, (collecting) =>
        isLast ? untilPublished(home, collecting) : untilCall(at, collecting),
      );
      const published = await inStore(home, isPublished);
      const again = calls();
      const { said: status } = await collect(home, AHEAD_MS);
      const { rows, runs } = await looked(home);
      return {
        ...{ at: isLast ? whole.calls : at, of: whole.calls, killed, published, finished: said !== '' },
        ...{ status, runs, callsAfter: calls() - again },
        ids: rows.map(({ id }) => id),
        sameContent: JSON.stringify(rows) === whole.content,
      };
    });
  }
}
