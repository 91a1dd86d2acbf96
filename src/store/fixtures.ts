import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Run, UnitOutcome } from '../model/run.ts';
import { openStore } from './open.ts';
import type { Lease, State } from './state.ts';
import type { Store } from './store.ts';

export const NOW = new Date('2026-11-01T00:00:00Z');
export const HOUR = 3_600_000;
export const laterBy = (ms: number): Date => new Date(NOW.getTime() + ms);

/** An empty folder for the length of one test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store in a home of its own for the length of one test. */
export async function testStore(home = testFolder()): Promise<Store & { readonly home: string }> {
  const store = await openStore({ home, organisation: 'acme', memoryMb: 512, threads: 2 });
  onTestFinished(() => store.close());
  return { ...store, home };
}

export async function testLease(
  store: { readonly state: Pick<State, 'leases'> },
  holder = 'one',
  now = NOW,
): Promise<Lease> {
  const lease = await store.state.leases.acquire('publish', holder, now, HOUR);
  if (!lease) throw new Error('the lease is not free');
  return lease;
}

export const testRun = (id: string, organisation = 'acme'): Run => ({
  id,
  organisation,
  what: ['metrics'],
  status: 'running',
  startedAt: NOW.toISOString(),
  unitsDone: 0,
  unitsTotal: 1,
  accounts: [],
});

export const testUnit = (changes: Partial<UnitOutcome> = {}): UnitOutcome => ({
  cloud: 'aws',
  account: '1',
  region: 'eu-west-1',
  type: 'ec2:instance',
  status: 'ok',
  collectedAt: NOW.toISOString(),
  durationMs: 1,
  rows: 1,
  gaps: [],
  ...changes,
});
