import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../src/store/open.ts';
import { contentsOf, type ThreeClouds } from './three-clouds.ts';

/** What came of one kill and the collection after it. */
export interface KillPoint {
  /** At which call, of how many that a whole collection makes; more than those is after the last one. */
  readonly at: number;
  readonly of: number;
  readonly killed: boolean;
  /** How the collection after it ended. */
  readonly status: string;
  /** As ids; each twice that is there twice. */
  readonly ids: readonly string[];
  readonly sameContent: boolean;
  /** One, where the second went on with what the first had begun. */
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

/** Kills at so many points that are spread over a collection in the same way each time, and collects again. */
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

  /** Gives what it printed; nothing when it was killed. */
  async function collect(home: string, ahead: number, killWhen?: () => Promise<void>): Promise<string | undefined> {
    const env = { PATH: process.env.PATH, HOME: home, ...environment };
    const child = spawn(process.execPath, [SCRIPT, home, String(ahead)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'close');
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    if (killWhen) void killWhen().then(() => child.kill('SIGKILL'));
    await ended;
    return child.signalCode === 'SIGKILL' ? undefined : said;
  }

  async function looked(home: string) {
    const store = await openStore({ home, organisation: ORGANISATION, memoryMb: 256, threads: 1 });
    try {
      const rows = await contentsOf(store, ORGANISATION);
      return { rows, runs: (await store.state.runs.list(ORGANISATION, 10)).length };
    } finally {
      await store.close();
    }
  }

  const whole = await inNewHome(async (home) => {
    const before = calls();
    const status = await collect(home, 0);
    if (status !== 'success') throw new Error(`the collection that nobody killed ended as ${status}`);
    return { calls: calls() - before, content: JSON.stringify((await looked(home)).rows) };
  });

  for (let point = 0; point < count; point++) {
    const at = Math.ceil(((((point + 0.5) * 0.618_033_988_75) % 1) * 1.1 + 0.001) * whole.calls);
    yield await inNewHome(async (home): Promise<KillPoint> => {
      const before = calls();
      const killed = await collect(home, 0, async () => {
        while (calls() - before < Math.min(at, whole.calls)) await sleep(1);
        // What is left is the part of the way after the last call.
        if (at > whole.calls) await sleep((at / whole.calls - 1) * 10 * PUBLISHING_MS);
      });
      const again = calls();
      const status = (await collect(home, AHEAD_MS)) ?? 'killed';
      const { rows, runs } = await looked(home);
      return {
        ...{ at, of: whole.calls, killed: killed === undefined, status, runs, callsAfter: calls() - again },
        ids: rows.map(({ id }) => id),
        sameContent: JSON.stringify(rows) === whole.content,
      };
    });
  }
}
