import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { aws } from '../../src/clouds/aws/aws.ts';
import { azure } from '../../src/clouds/azure/azure.ts';
import { gcp } from '../../src/clouds/gcp/gcp.ts';
import { environmentSecrets } from '../../src/clouds/secrets.ts';
import { createCollection } from '../../src/collect/create-collection.ts';
import { DEFAULT_SETTINGS } from '../../src/collect/parts.ts';
import { RETRY_LIMITS } from '../../src/collect/sending/retry.ts';
import { ORGANISATION, options, request, temporaryStore } from '../../src/collect/testing/setup.ts';
import { systemSleep } from '../../src/collect/time.ts';
import type { Gap } from '../../src/model/gap.ts';
import type { Resource } from '../../src/model/resource.ts';
import type { Run } from '../../src/model/run.ts';
import { contentsById } from '../support/contents.ts';
import { unexplained } from '../support/unexplained.ts';
import { CLOUDS, contentsOf, type ThreeClouds, threeClouds } from './three-clouds.ts';

const before = getCACertificates('default');
let company: ThreeClouds;
let whole: readonly Resource[];

// Waits for as long as a cloud says, a second mostly, are no part of what is tried here.
const HASTE = 4;

interface Collected {
  readonly run: Run;
  readonly rows: readonly Resource[];
}

/** A first collection, in which every call has so many attempts, each of which may take so long. */
async function collect(attempts: number, attemptTimeoutMs = 3000): Promise<Collected> {
  const { store, close } = await temporaryStore();
  try {
    const begun = Date.now();
    const time = {
      now: () => new Date(begun + (Date.now() - begun) * HASTE),
      sleep: (ms: number, signal?: AbortSignal) => systemSleep(ms / HASTE, signal),
      random: () => 0,
    };
    const collection = createCollection(
      {
        ...{ store, time, clouds: [aws, azure, gcp], accounts: company.accounts, policy: async () => undefined },
        secrets: environmentSecrets(company.environment),
        // A busy machine is not what is tried.
        settings: { ...DEFAULT_SETTINGS, deadlineSeconds: 120 * HASTE },
      },
      { attemptTimeoutMs: attemptTimeoutMs * HASTE, retry: { ...RETRY_LIMITS, attempts } },
    );
    const run = await collection.run(request({ clouds: CLOUDS }), options());
    return { run, rows: await contentsOf(store, ORGANISATION) };
  } finally {
    await close();
  }
}

beforeAll(async () => {
  company = await threeClouds(900);
  for (const [name, value] of Object.entries(company.environment)) vi.stubEnv(name, value);
  setDefaultCACertificates([...before, readFileSync(company.simulator.azure.ca, 'utf8')]);
  const { run, rows } = await collect(RETRY_LIMITS.attempts, 60_000);
  expect(gapsOf(run)).toEqual([]);
  whole = rows;
});
afterEach(() => company.simulator.faults.clear());
afterAll(async () => {
  vi.unstubAllEnvs();
  setDefaultCACertificates([...before]);
  await company.close();
});

/** 5 % errors, 5 % throttles and 1 % hangs, in every cloud. */
function addFaults(): void {
  const { faults } = company.simulator;
  faults.add({ kind: 'error', rate: 0.05 });
  faults.add({ kind: 'throttle', rate: 0.05 });
  faults.add({ kind: 'hang', rate: 0.01 });
}

// What the clouds call it.
const EXPIRED = /Expired|authError/;

const gapsOf = ({ accounts }: Run): Gap[] => accounts.flatMap(({ gaps }) => gaps);

test('a collection that meets 5 % errors, 5 % throttles and 1 % hangs ends with the same content', async () => {
  addFaults();
  const calls = company.simulator.calls().length;
  const { run, rows } = await collect(RETRY_LIMITS.attempts);
  const made = company.simulator.calls().slice(calls);
  const spoilt = made.filter(({ status }) => status === 0 || status >= 500 || status === 429);
  // Otherwise nothing was tried.
  expect(spoilt.length).toBeGreaterThan(made.length / 50);
  expect(gapsOf(run)).toEqual([]);
  expect(run.status).toBe('success');
  expect(rows).toEqual(whole);
});

test('a collection in which one answer in twenty is cut ends with the same content', async () => {
  company.simulator.faults.add({ kind: 'truncate', rate: 0.05 });
  const { run, rows } = await collect(RETRY_LIMITS.attempts);
  expect(gapsOf(run)).toEqual([]);
  expect(run.status).toBe('success');
  expect(rows).toEqual(whole);
});

test('a collection whose credentials run out again and again ends with the same content', async () => {
  const { faults } = company.simulator;
  // Further apart than as many calls as are under way at once, so that nothing is struck that is asked once more.
  faults.add({ kind: 'expire', cloud: 'aws', every: 90 });
  faults.add({ kind: 'expire', service: 'Microsoft.ResourceGraph', every: 6 });
  faults.add({ kind: 'expire', service: 'cloudasset', every: 3 });
  const calls = company.simulator.calls().length;
  const { run, rows } = await collect(RETRY_LIMITS.attempts);
  const struck = Map.groupBy(
    company.simulator
      .calls()
      .slice(calls)
      .filter(({ error }) => EXPIRED.test(error ?? '')),
    ({ cloud }) => cloud,
  );
  expect([...struck.keys()].sort()).toEqual(CLOUDS);
  expect(gapsOf(run)).toEqual([]);
  expect(run.status).toBe('success');
  expect(rows).toEqual(whole);
});

test('what is not asked again is a gap that names it, and nothing else is missing', async () => {
  addFaults();
  const { run, rows } = await collect(2);
  const gaps = gapsOf(run);
  expect(gaps.length).toBeGreaterThan(0);
  expect(unexplained(contentsById(whole), { resources: contentsById(rows), gaps }, company.accounts)).toEqual([]);
});
