import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Truth } from '../estate/truth.ts';
import type { Comparison } from './run-demo.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

// Temporary folders of this test's own, so that what is left behind is seen.
let temporary = '';
const demos: ChildProcess[] = [];
beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'cloudoptima-demo-test-'));
});
afterAll(async () => {
  // A test that ran out of time leaves its demo behind.
  const left = demos.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  await Promise.all(left.map((child) => new Promise((resolve) => child.once('close', resolve).kill('SIGTERM'))));
  await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
});

/** The demos' own folders; Node keeps what it compiled beside them. */
const homes = async (): Promise<readonly string[]> =>
  (await readdir(temporary)).filter((name) => name.startsWith('cloudoptima-'));

function demo(...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  demos.push(child);
  return child;
}

async function ended(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

/** Processes that this one has started and that are still there. */
async function childrenOf(pid: number | undefined): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return text.trim().split(' ').filter(Boolean).map(Number);
}

const isThere = (pid: number): boolean => existsSync(`/proc/${pid}`);

describe('compared with the truth', () => {
  test('every answer about a small company is right', { timeout: 300_000 }, async () => {
    const { code, out, err } = await ended(demo('--once', '--json', '--quiet', '--seed', '5', '--resources', '120'));
    expect(err).toBe('');
    const { summary, truth, checks, duration_seconds, ...rest } = JSON.parse(out) as Comparison;
    expect(rest).toEqual({});
    expect(checks.filter(({ equal }) => !equal)).toEqual([]);
    expect(checks.length).toBeGreaterThan(400);
    // Through the server of all clouds, and through each cloud's own.
    for (const cloud of ['aws', 'azure', 'gcp'])
      expect(checks.filter(({ name }) => name.startsWith(`${cloud} alone: `)).length).toBeGreaterThan(100);
    expect(code).toBe(0);
    expect(duration_seconds).toBeGreaterThan(0);
    const planted = JSON.parse(await readFile(truth, 'utf8')) as Truth;
    expect(planted.seed).toBe(5);
    const clouds = Object.values(planted.clouds);
    const sum = (of: (cloud: Truth['clouds']['aws']) => number) =>
      clouds.reduce((total, cloud) => total + of(cloud), 0);
    expect(summary).toEqual({
      clouds: ['aws', 'azure', 'gcp'],
      accounts: sum(({ accounts, tenant }) => accounts.length + (tenant ? 1 : 0)),
      resources: sum(({ totals }) => totals.resources),
      compliance_score: expect.closeTo(sum(({ totals }) => totals.compliant) / sum(({ totals }) => totals.taggable), 4),
      month_cost: { amount: expect.stringMatching(/^\d+\.\d+$/), currency: 'USD' },
      potential_savings: null,
    });
    // The truth is what was promised to stay; nothing else did.
    const [home = '', ...others] = await homes();
    expect(others).toEqual([]);
    expect(await readdir(join(temporary, home))).toEqual(['truth.json']);
    await rm(join(temporary, home), { recursive: true });
  });
});

test('wrong usage ends with 2 and says what is right', async () => {
  const { code, out, err } = await ended(demo('--seed', 'one'));
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('--seed is a whole number');
});

test.runIf(process.platform === 'linux')(
  'Ctrl-C leaves no process and no temporary folder',
  { timeout: 60_000 },
  async () => {
    const child = demo('--resources', '120');
    const end = ended(child);
    // In the middle of its work: the collection has begun.
    const started = await new Promise<readonly number[]>((resolve) => {
      const look = setInterval(async () => {
        const found = await childrenOf(child.pid);
        if (found.length === 0 && child.exitCode === null) return;
        clearInterval(look);
        resolve(found);
      }, 50);
    });
    expect(started).toHaveLength(1);
    expect(await homes()).toHaveLength(1);
    child.kill('SIGINT');
    const { code } = await end;
    expect(code).toBe(130);
    expect(started.filter(isThere)).toEqual([]);
    expect(await homes()).toEqual([]);
  },
);
