import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Recommendation } from '../model/recommendation.ts';
import type { Run, UnitCoverage, UnitOutcome } from '../model/run.ts';
import {
  type ChargePeriod,
  type ComplianceRecord,
  type Lease,
  type ReachRecord,
  type SealedConnection,
  type Snapshot,
  StaleLease,
  type State,
  type WrappedKey,
} from './state.ts';

const NOW = new Date('2026-11-01T00:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const MINUTE = 60_000;

const runOf = (organisation: string, id: string, startedAt = NOW.toISOString()): Run => ({
  id,
  organisation,
  what: ['inventory'],
  status: 'running',
  startedAt,
  unitsDone: 0,
  unitsTotal: 3,
  accounts: [],
});

const outcomeOf = (account: string, type = 'ec2:volume', cloud: UnitOutcome['cloud'] = 'aws'): UnitOutcome => ({
  cloud,
  account,
  region: 'eu-west-1',
  type,
  status: 'ok',
  collectedAt: NOW.toISOString(),
  durationMs: 12,
  rows: 1,
  gaps: [],
});

const coverageOf = (account: string): UnitCoverage => ({
  cloud: 'aws',
  account,
  region: 'eu-west-1',
  type: 'ec2:volume',
  status: 'ok',
  collectedAt: NOW.toISOString(),
  gaps: [],
});

const snapshotOf = (organisation: string, id: string, publishedAt = NOW.toISOString()): Snapshot => ({
  id,
  organisation,
  cloud: 'aws',
  dataset: 'inventory',
  runId: 'run',
  publishedAt,
  files: [
    { name: `${organisation}/aws/inventory/${id}-b.parquet`, role: 'rows', rows: 3, bytes: 300 },
    { name: `${organisation}/aws/inventory/${id}-a.parquet`, role: 'cells', rows: 1, bytes: 100 },
  ],
  rows: 3,
  promotedTags: ['Owner', 'it\'s "odd"'],
  detail: 'full',
});

const periodOf = (organisation: string, period: string, file = `${organisation}-${period}`): ChargePeriod => ({
  organisation,
  source: 'aws-cost-explorer/1/service',
  period,
  file,
  rows: 4,
  asOf: NOW.toISOString(),
  closed: false,
  contentHash: 'hash',
});

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function held(state: State, holder = 'one'): Promise<Lease> {
  const lease = await state.leases.acquire('publish', holder, NOW, MINUTE);
  if (!lease) throw new Error('the lease is not free');
  return lease;
}

/** What every engine of the state must do. `open` gives a fresh, empty one each time. */
export function stateContract(engine: string, open: () => Promise<State>): void {
  describe(`state in ${engine}`, () => {
    let state: State;
    beforeEach(async () => {
      state = await open();
    });
    afterEach(() => state.close());

    describe('runs', () => {
      test('are kept, updated and listed newest first', async () => {
        await state.runs.start(runOf('acme', 'old', '2026-10-01T00:00:00.000Z'));
        await state.runs.start(runOf('acme', 'new'));
        const finished: Run = { ...runOf('acme', 'old', '2026-10-01T00:00:00.000Z'), status: 'success', unitsDone: 3 };
        await state.runs.update(finished);
        expect(await state.runs.get('acme', 'old')).toEqual(finished);
        expect((await state.runs.list('acme', 10)).map(({ id }) => id)).toEqual(['new', 'old']);
        expect((await state.runs.list('acme', 1)).map(({ id }) => id)).toEqual(['new']);
        expect(await state.runs.get('acme', 'none')).toBeUndefined();
      });

      test('are in the order in which they were begun, whatever the clock said', async () => {
        for (const [id, startedAt] of [
          ['right', '2026-10-01T00:00:00.000Z'],
          ['ahead', '2027-10-01T00:00:00.000Z'],
          ['set back', '2026-10-02T00:00:00.000Z'],
        ] as const)
          await state.runs.start(runOf('acme', id, startedAt));
        expect((await state.runs.list('acme', 2)).map(({ id }) => id)).toEqual(['set back', 'ahead']);
      });

      test('that were never started can not be updated, nor have units', async () => {
        await expect(state.runs.update(runOf('acme', 'none'))).rejects.toThrow('never started');
        await expect(state.runs.stage('acme', 'none', 'inventory', outcomeOf('1'), new Uint8Array())).rejects.toThrow();
      });

      test('give their staged rows by cloud, in the order of account, region and type', async () => {
        await state.runs.start(runOf('acme', 'run'));
        const accounts = Array.from({ length: 40 }, (_, index) => String(index));
        for (const account of accounts.toReversed())
          await state.runs.stage('acme', 'run', 'inventory', outcomeOf(account), Buffer.from(account));
        await state.runs.stage('acme', 'run', 'inventory', outcomeOf('0', 'a:type'), Buffer.from('first'));
        await state.runs.stage('acme', 'run', 'inventory', outcomeOf('0', 'x', 'gcp'), Buffer.from('other cloud'));
        await state.runs.stage('acme', 'run', 'metrics', outcomeOf('0'), Buffer.from('other dataset'));
        const staged = await collect(state.runs.stagedRows('acme', 'run', 'inventory', 'aws'));
        expect(staged.map(({ rows }) => Buffer.from(rows).toString())).toEqual(['first', ...accounts.toSorted()]);
        expect(staged[0]?.outcome).toEqual(outcomeOf('0', 'a:type'));
        expect(await state.runs.staged('acme', 'run', 'inventory')).toHaveLength(42);
      });

      test('stage a unit again in place of what it was', async () => {
        await state.runs.start(runOf('acme', 'run'));
        await state.runs.stage('acme', 'run', 'inventory', outcomeOf('1'), Buffer.from('before'));
        await state.runs.stage('acme', 'run', 'inventory', { ...outcomeOf('1'), rows: 2 }, Buffer.from('after'));
        const [staged, ...others] = await collect(state.runs.stagedRows('acme', 'run', 'inventory', 'aws'));
        expect(others).toEqual([]);
        expect(staged?.outcome.rows).toBe(2);
        expect(Buffer.from(staged?.rows ?? []).toString()).toBe('after');
      });

      test('that are old lose their stages', async () => {
        for (const [id, startedAt] of [
          ['old', '2026-09-01T00:00:00.000Z'],
          ['new', '2026-11-01T00:00:00.000Z'],
          ['bare', '2026-09-01T00:00:00.000Z'],
        ] as const) {
          await state.runs.start(runOf('acme', id, startedAt));
          if (id !== 'bare') await state.runs.stage('acme', id, 'inventory', outcomeOf('1'), Buffer.from('rows'));
        }
        expect(await state.runs.dropStagedBefore('acme', '2026-10-01T00:00:00.000Z')).toBe(1);
        expect(await state.runs.staged('acme', 'old', 'inventory')).toEqual([]);
        expect(await state.runs.staged('acme', 'new', 'inventory')).toHaveLength(1);
      });
    });

    describe('leases', () => {
      test('have one holder at a time', async () => {
        const first = await held(state);
        expect(await state.leases.acquire('publish', 'two', later(MINUTE - 1), MINUTE)).toBeUndefined();
        expect(await state.leases.acquire('another', 'two', NOW, MINUTE)).toBeDefined();
        await state.leases.release(first);
        expect(await state.leases.acquire('publish', 'two', NOW, MINUTE)).toBeDefined();
      });

      test('pass on when they run out, with a higher fence', async () => {
        const first = await held(state);
        const second = await state.leases.acquire('publish', 'two', later(MINUTE), MINUTE);
        expect(second?.fence).toBeGreaterThan(first.fence);
        await expect(state.leases.renew(first, later(MINUTE), MINUTE)).rejects.toThrow(StaleLease);
      });

      test('are renewed by their holder', async () => {
        const lease = await held(state);
        await state.leases.renew(lease, later(MINUTE / 2), MINUTE);
        expect(await state.leases.acquire('publish', 'two', later(MINUTE), MINUTE)).toBeUndefined();
      });

      test('are not released by one who was overtaken, and a fence never comes back', async () => {
        const first = await held(state);
        const second = await state.leases.acquire('publish', 'two', later(MINUTE), MINUTE);
        await state.leases.release(first);
        expect(await state.leases.acquire('publish', 'three', later(MINUTE), MINUTE)).toBeUndefined();
        if (second) await state.leases.release(second);
        const third = await state.leases.acquire('publish', 'one', later(MINUTE), MINUTE);
        expect(third?.fence).toBe(first.fence + 2);
      });
    });

    describe('catalogue', () => {
      beforeEach(async () => {
        await state.runs.start(runOf('acme', 'run'));
        await state.runs.stage('acme', 'run', 'inventory', outcomeOf('1'), Buffer.from('rows'));
      });

      test('publishes a snapshot, its files and its coverage, and drops what was staged', async () => {
        await state.runs.stage('acme', 'run', 'inventory', outcomeOf('1', 'x', 'gcp'), Buffer.from('other cloud'));
        await state.catalogue.publish(snapshotOf('acme', 's1'), [coverageOf('1')], await held(state));
        expect(await state.catalogue.latest('acme', 'aws', 'inventory')).toEqual(snapshotOf('acme', 's1'));
        expect(await state.catalogue.coverage('s1')).toEqual([coverageOf('1')]);
        expect((await state.runs.staged('acme', 'run', 'inventory')).map(({ cloud }) => cloud)).toEqual(['gcp']);
        expect(await state.runs.stagedClouds('acme', 'run', 'inventory')).toEqual(['gcp']);
        expect(await state.runs.staged('acme', 'run', 'inventory', 'aws')).toEqual([]);
        expect(await state.runs.staged('acme', 'run', 'inventory', 'gcp')).toHaveLength(1);
        expect(await state.catalogue.listedFiles()).toEqual(
          new Set(snapshotOf('acme', 's1').files.map(({ name }) => name)),
        );
      });

      test('keeps the coverage of a large estate', async () => {
        const coverage = Array.from({ length: 142_800 }, (_, index) => coverageOf(String(index)));
        await state.catalogue.publish(snapshotOf('acme', 's1'), coverage, await held(state));
        expect(await state.catalogue.coverage('s1')).toEqual(coverage);
      });

      test('gives the newest published, or the newest at an instant', async () => {
        const lease = await held(state);
        await state.catalogue.publish(snapshotOf('acme', 's1', '2026-10-01T00:00:00.000Z'), [], lease);
        await state.catalogue.publish(snapshotOf('acme', 's2', '2026-10-03T00:00:00.000Z'), [], lease);
        // Published by a host whose clock is behind.
        await state.catalogue.publish(snapshotOf('acme', 's3', '2026-10-02T00:00:00.000Z'), [], lease);
        const latest = async (at?: string) => (await state.catalogue.latest('acme', 'aws', 'inventory', at))?.id;
        expect(await latest()).toBe('s3');
        expect(await latest('2026-10-01T12:00:00.000Z')).toBe('s1');
        expect(await latest('2026-09-01T00:00:00.000Z')).toBeUndefined();
        expect(await state.catalogue.latest('acme', 'gcp', 'inventory')).toBeUndefined();
        expect((await state.catalogue.snapshots('acme', 'aws', 'inventory')).map(({ id }) => id)).toEqual([
          's3',
          's2',
          's1',
        ]);
      });

      test('refuses the publication of a holder whose lease ran out and was taken, and writes nothing', async () => {
        const stale = await held(state);
        await state.leases.acquire('publish', 'two', later(MINUTE), MINUTE);
        await expect(state.catalogue.publish(snapshotOf('acme', 's1'), [coverageOf('1')], stale)).rejects.toThrow(
          StaleLease,
        );
        await expect(state.catalogue.publishCharges([periodOf('acme', '2026-10')], stale)).rejects.toThrow(StaleLease);
        expect(await state.catalogue.latest('acme', 'aws', 'inventory')).toBeUndefined();
        expect(await state.catalogue.coverage('s1')).toEqual([]);
        expect(await state.catalogue.chargePeriods('acme')).toEqual([]);
        expect(await state.catalogue.listedFiles()).toEqual(new Set());
        expect(await state.runs.staged('acme', 'run', 'inventory')).toHaveLength(1);
      });

      test('refuses the publication of a holder that took its own lease again', async () => {
        const stale = await held(state);
        await held(state);
        await expect(state.catalogue.publish(snapshotOf('acme', 's1'), [], stale)).rejects.toThrow(StaleLease);
      });

      test('refuses the publication of a lease that was released', async () => {
        const released = await held(state);
        await state.leases.release(released);
        await expect(state.catalogue.publish(snapshotOf('acme', 's1'), [], released)).rejects.toThrow(StaleLease);
      });

      test('lets a holder publish whose lease ran out and was taken by nobody', async () => {
        await state.catalogue.publish(snapshotOf('acme', 's1'), [], await held(state));
        expect((await state.catalogue.latest('acme', 'aws', 'inventory'))?.id).toBe('s1');
      });

      test('writes nothing when a part of a publication fails', async () => {
        const lease = await held(state);
        await state.catalogue.publish(snapshotOf('acme', 's1'), [], lease);
        const [file] = snapshotOf('acme', 's2').files;
        const broken = { ...snapshotOf('acme', 's2'), files: [{ ...file, rows: null }] } as unknown as Snapshot;
        await expect(state.catalogue.publish(broken, [], lease)).rejects.toThrow();
        expect((await state.catalogue.snapshots('acme', 'aws', 'inventory')).map(({ id }) => id)).toEqual(['s1']);
      });

      test('thins a snapshot in its place, and drops one', async () => {
        const lease = await held(state);
        await state.catalogue.publish(snapshotOf('acme', 's1'), [coverageOf('1')], lease);
        await state.catalogue.publish(snapshotOf('acme', 's2'), [], lease);
        const thinner: Snapshot = {
          ...snapshotOf('acme', 's1'),
          files: [{ name: 'thin', role: 'rows', rows: 3, bytes: 1 }],
          detail: 'thinned',
          promotedTags: [],
        };
        await state.catalogue.replace('s1', thinner, lease);
        const [newest, oldest] = await state.catalogue.snapshots('acme', 'aws', 'inventory');
        expect(newest?.id).toBe('s2');
        expect(oldest).toEqual(thinner);
        expect(await state.catalogue.coverage('s1')).toEqual([coverageOf('1')]);
        await state.catalogue.replace('s1', { ...thinner, id: 's1-thin' }, lease);
        expect(await state.catalogue.coverage('s1-thin')).toEqual([coverageOf('1')]);
        await state.catalogue.replace('s1-thin', undefined, lease);
        expect(await state.catalogue.listedFiles()).toEqual(
          new Set(snapshotOf('acme', 's2').files.map(({ name }) => name)),
        );
        expect(await state.catalogue.coverage('s1-thin')).toEqual([]);
        await expect(state.catalogue.replace('none', thinner, lease)).rejects.toThrow('no snapshot');
        await expect(state.catalogue.replace('s2', undefined, { ...lease, fence: 0 })).rejects.toThrow(StaleLease);
      });

      test('replaces charge periods whole, and moves those that nobody replaced meanwhile', async () => {
        const lease = await held(state);
        const october = periodOf('acme', '2026-10');
        const november = periodOf('acme', '2026-11');
        await state.catalogue.publishCharges([october, november], lease);
        const closed = { ...october, file: 'newer', closed: true, contentHash: 'other', paidPages: 3 };
        await state.catalogue.publishCharges([closed], lease);
        expect(await state.catalogue.chargePeriods('acme')).toEqual([closed, november]);
        await state.catalogue.moveCharges([october, november], 'merged', lease);
        expect(await state.catalogue.chargePeriods('acme')).toEqual([closed, { ...november, file: 'merged' }]);
        expect(await state.catalogue.listedFiles()).toEqual(new Set(['newer', 'merged']));
      });
    });

    describe('accounts', () => {
      test('are recorded, replaced and removed', async () => {
        const account = {
          organisation: 'acme',
          cloud: 'aws' as const,
          id: '1',
          status: 'denied' as const,
          missingPermissions: ['ec2:DescribeVolumes'],
          checkedAt: NOW.toISOString(),
        };
        await state.accounts.record(account);
        const connected = { ...account, status: 'connected' as const, name: 'production', missingPermissions: [] };
        await state.accounts.record(connected);
        expect(await state.accounts.list('acme')).toEqual([connected]);
        expect(await state.accounts.remove('acme', 'azure', '1')).toBe(false);
        expect(await state.accounts.remove('acme', 'aws', '1')).toBe(true);
        expect(await state.accounts.list('acme')).toEqual([]);
      });
    });

    describe('accounts, changed', () => {
      const account = (id: string, organisation = 'acme') => ({
        ...{ organisation, cloud: 'aws' as const, id, status: 'denied' as const, missingPermissions: [] },
        checkedAt: NOW.toISOString(),
      });
      const ids = async () => (await state.accounts.list('acme')).map(({ id }) => id);

      test('are those of now, and of one organisation', async () => {
        for (const one of [account('1'), account('2'), account('3', 'globex')]) await state.accounts.record(one);
        await state.accounts.change('acme', (records) => ({
          remove: records.filter(({ id }) => id === '1'),
          record: [account(`${records.length} were there`)],
        }));
        expect(await ids()).toEqual(['2', '2 were there']);
        expect(await state.accounts.list('globex')).toEqual([account('3', 'globex')]);
      });

      test('or not at all', async () => {
        await state.accounts.record(account('1'));
        const fails = state.accounts.change('acme', (records) => ({
          remove: records,
          record: [{ ...account('2'), cloud: null as never }],
        }));
        await expect(fails).rejects.toThrow();
        expect(await ids()).toEqual(['1']);
      });
    });

    describe('compliance', () => {
      const record = (runId: string, takenAt: string): ComplianceRecord => ({
        ...{ organisation: 'acme', runId, cloud: 'aws', takenAt, kind: 'ad_hoc' },
        ...{ policyVersion: '2.0', policySource: 'file: policy.json' },
        ...{ resources: 9, judged: 8, compliant: 5, violations: 4 },
      });

      test('is kept run by run and cloud by cloud, and told from an instant on', async () => {
        const [first, second] = [record('run-1', '2026-11-01T00:00:00Z'), record('run-2', '2026-11-02T00:00:00Z')];
        const azure: ComplianceRecord = { ...second, cloud: 'azure', kind: 'scheduled' };
        await state.compliance.record([second, azure]);
        await state.compliance.record([first, { ...first, organisation: 'globex' }]);
        expect(await state.compliance.since('acme', '2026-11-01T00:00:00Z')).toEqual([first, second, azure]);
        expect(await state.compliance.since('acme', '2026-11-01T00:00:01Z')).toEqual([second, azure]);
        const later = { ...first, compliant: 8, violations: 0 };
        await state.compliance.record([later]);
        expect(await state.compliance.since('acme', '')).toEqual([later, second, azure]);
      });
    });

    describe('connections', () => {
      const keyOf = (organisation: string, id = 'key'): WrappedKey => ({
        ...{ organisation, id, masterKey: 'master', wrapped: Uint8Array.of(1, 2) },
      });
      const connectionOf = (organisation: string, name: string, key = 'key'): SealedConnection => ({
        ...{ organisation, id: `${organisation} ${name}`, cloud: 'aws', name, version: 1, key },
        ...{ addedAt: NOW.toISOString(), sealed: Uint8Array.of(0, 255) },
      });
      const add = async (organisation: string, name: string, key = 'key') =>
        state.connections.add(connectionOf(organisation, name, key), keyOf(organisation, key), await held(state));
      const bare = <T extends object>(rows: readonly T[]) => rows.map((row) => ({ ...row }));

      test('are kept by name, with the key that came first', async () => {
        expect([await add('acme', 'web'), await add('acme', 'shop')]).toEqual(['added', 'added']);
        expect(await add('acme', 'web')).toBe('name taken');
        expect(await add('acme', 'other', 'another key')).toBe('stale');
        expect(bare(await state.connections.list('acme'))).toEqual([
          connectionOf('acme', 'shop'),
          connectionOf('acme', 'web'),
        ]);
        expect(bare(await state.connections.keys())).toEqual([keyOf('acme')]);
      });

      test('of one organisation are none of another, and the last takes its key along', async () => {
        for (const organisation of ['acme', 'globex']) await add(organisation, 'web');
        expect(await state.connections.remove('globex', 'acme web')).toBe(false);
        expect(await state.connections.remove('acme', 'acme web')).toBe(true);
        expect(await state.connections.list('acme')).toEqual([]);
        expect(await state.connections.key('acme')).toBeUndefined();
        expect((await state.connections.list('globex')).map(({ name }) => name)).toEqual(['web']);
        expect({ ...(await state.connections.key('globex')) }).toEqual(keyOf('globex'));
      });

      test('have their keys changed all at once, or not at all', async () => {
        for (const organisation of ['acme', 'globex']) await add(organisation, 'web');
        const lease = await held(state);
        const before = await state.connections.keys();
        const after = before.map((key) => ({ ...key, masterKey: 'next', wrapped: Uint8Array.of(3) }));
        expect(await state.connections.rewrap(before.slice(1), after, lease)).toBe(false);
        expect(bare(await state.connections.keys())).toEqual(bare(before));
        expect(await state.connections.rewrap(before, after, lease)).toBe(true);
        expect(bare(await state.connections.keys())).toEqual(after);
        expect(await state.connections.rewrap(before, after, lease)).toBe(false);
      });
    });

    describe('recommendations', () => {
      const list = { organisation: 'acme', cloud: 'gcp', source: 'Recommender', id: 'organizations/1' } as const;
      const of = (id: string, ...resourceIds: string[]): Recommendation => ({
        ...{ cloud: 'gcp', account: 'atlas', source: 'Recommender', id, type: 'idle', resourceIds },
        ...{ title: 'Stop it', monthlySaving: { amount: '7.3', currency: 'USD' }, details: {} },
      });
      const read = (part: string, readAt: string, ...recommendations: Recommendation[]) => ({
        ...{ part, readAt, recommendations },
      });
      const about = async (resource: string, organisation = 'acme') =>
        (await state.recommendations.about(organisation, 'gcp', resource)).map(
          ({ recommendation, readAt }) => `${recommendation.id} ${readAt.slice(0, 10)}`,
        );

      test('are found by their resources, and replaced part by part', async () => {
        const lease = await held(state);
        const { publish } = state.recommendations;
        await publish(list, read('a', '2026-11-01T00:00:00Z', of('1', 'vm', 'disk', 'vm'), of('2', 'vm')), lease);
        await publish(list, read('b', '2026-11-02T00:00:00Z', of('3', 'vm'), of('4')), lease);
        expect(await about('vm')).toEqual(['1 2026-11-01', '2 2026-11-01', '3 2026-11-02']);
        expect(await about('disk')).toEqual(['1 2026-11-01']);
        expect((await state.recommendations.about('acme', 'gcp', 'disk'))[0]?.recommendation).toEqual(
          of('1', 'vm', 'disk', 'vm'),
        );
        await publish(list, read('a', '2026-11-03T00:00:00Z'), lease);
        expect(await about('vm')).toEqual(['3 2026-11-02']);
        expect([...(await state.recommendations.parts(list))]).toEqual([
          ['a', '2026-11-03T00:00:00Z'],
          ['b', '2026-11-02T00:00:00Z'],
        ]);
        expect(await state.recommendations.readAt('acme', 'gcp')).toEqual({
          oldest: '2026-11-02T00:00:00Z',
          newest: '2026-11-03T00:00:00Z',
        });
      });

      test('of another organisation, cloud or list are apart', async () => {
        const lease = await held(state);
        const other = { ...list, id: 'organizations/2' };
        await state.recommendations.publish(list, read('a', '2026-11-01T00:00:00Z', of('1', 'vm')), lease);
        await state.recommendations.publish(other, read('a', '2026-11-01T00:00:00Z', of('2', 'vm')), lease);
        expect(await about('vm')).toEqual(['1 2026-11-01', '2 2026-11-01']);
        expect(await about('vm', 'globex')).toEqual([]);
        expect(await state.recommendations.about('acme', 'azure', 'vm')).toEqual([]);
        expect(await state.recommendations.readAt('acme', 'azure')).toBeUndefined();
      });

      test('of parts and lists that are no more are dropped', async () => {
        const lease = await held(state);
        const other = { ...list, id: 'organizations/2' };
        for (const part of ['a', 'b'])
          await state.recommendations.publish(list, read(part, '2026-11-01T00:00:00Z', of(part, 'vm')), lease);
        await state.recommendations.publish(other, read('a', '2026-11-01T00:00:00Z', of('c', 'vm')), lease);
        await state.recommendations.keepParts(list, ['b'], lease);
        expect(await about('vm')).toEqual(['b 2026-11-01', 'c 2026-11-01']);
        await state.recommendations.keepLists('acme', 'gcp', [other], lease);
        expect(await about('vm')).toEqual(['c 2026-11-01']);
        await state.recommendations.keepLists('acme', 'azure', [], lease);
        expect(await about('vm')).toEqual(['c 2026-11-01']);
      });

      test('are written by the holder of the lease alone', async () => {
        const lease = await held(state);
        await state.leases.acquire('publish', 'two', later(2 * MINUTE), MINUTE);
        const row = read('a', '2026-11-01T00:00:00Z', of('1', 'vm'));
        await expect(state.recommendations.publish(list, row, lease)).rejects.toThrow(StaleLease);
        await expect(state.recommendations.keepParts(list, [], lease)).rejects.toThrow(StaleLease);
        await expect(state.recommendations.keepLists('acme', 'gcp', [], lease)).rejects.toThrow(StaleLease);
        expect(await about('vm')).toEqual([]);
      });

      test('have as many reads on a day as there are', async () => {
        const take = (day: string, most = 2, counter = 'gcp organizations/1') =>
          state.recommendations.takeRead('acme', counter, day, most);
        expect([await take('2026-11-01'), await take('2026-11-01'), await take('2026-11-01')]).toEqual([
          true,
          true,
          false,
        ]);
        expect(await take('2026-11-02')).toBe(true);
        expect(await take('2026-11-01', 2, 'gcp organizations/2')).toBe(true);
        expect(await take('2026-11-03', 0)).toBe(false);
        expect(await take('2026-11-01', 3)).toBe(true);
      });
    });

    describe('what there is to ask', () => {
      const reach: ReachRecord = {
        ...{ organisation: 'acme', cloud: 'aws', dataset: 'costs', settings: 'abc', lookedUpAt: NOW.toISOString() },
        isWhole: true,
        ...{ accounts: ['1'], types: [], others: false, payers: [{ id: '1', pricePerPage: '0.01' }] },
        recommends: false,
      };

      test('is kept for each dataset, and replaced', async () => {
        await state.reaches.record(reach);
        const wider = { ...reach, accounts: ['1', '2'] };
        await state.reaches.record(wider);
        expect(await state.reaches.get('acme', 'aws', 'costs')).toEqual(wider);
        expect(await state.reaches.get('acme', 'aws', 'inventory')).toBeUndefined();
        expect(await state.reaches.get('globex', 'aws', 'costs')).toBeUndefined();
      });
    });

    describe('spending', () => {
      const usd = (amount: string) => ({ amount, currency: 'USD' });

      test('is exact and stops at the cap', async () => {
        for (let call = 0; call < 10; call += 1)
          expect(await state.spend.spend('acme', '2026-11-01', 'ce', usd('0.01'), usd('0.1'))).toBe(true);
        expect(await state.spend.spend('acme', '2026-11-01', 'ce', usd('0.0000001'), usd('0.1'))).toBe(false);
        expect(await state.spend.spent('acme', '2026-11-01')).toEqual(usd('0.1'));
      });

      test('is capped over all that is paid for, day by day', async () => {
        expect(await state.spend.spend('acme', '2026-11-01', 'ce', usd('0.6'), usd('1'))).toBe(true);
        expect(await state.spend.spend('acme', '2026-11-01', 'cloudwatch', usd('0.6'), usd('1'))).toBe(false);
        expect(await state.spend.spend('acme', '2026-11-01', 'cloudwatch', usd('0.4'), usd('1'))).toBe(true);
        expect(await state.spend.spend('acme', '2026-11-02', 'ce', usd('0.6'), usd('1'))).toBe(true);
        expect(await state.spend.spent('acme', '2026-11-01')).toEqual(usd('1'));
        expect(await state.spend.spent('acme', '2026-11-03')).toEqual(usd('0'));
      });

      test('refuses a second currency and a negative amount, and leaves the total', async () => {
        await state.spend.spend('acme', '2026-11-01', 'ce', usd('0.5'), usd('1'));
        const euro = { amount: '0.1', currency: 'EUR' };
        await expect(state.spend.spend('acme', '2026-11-01', 'ce', euro, { ...euro, amount: '1' })).rejects.toThrow(
          TypeError,
        );
        await expect(state.spend.spend('acme', '2026-11-01', 'ce', usd('-0.1'), usd('1'))).rejects.toThrow(TypeError);
        expect(await state.spend.spent('acme', '2026-11-01')).toEqual(usd('0.5'));
      });
    });

    test('two organisations never see anything of each other', async () => {
      const lease = await held(state);
      for (const organisation of ['acme', 'globex']) {
        await state.runs.start(runOf(organisation, 'run'));
        await state.runs.stage(organisation, 'run', 'inventory', outcomeOf('1'), Buffer.from(organisation));
        await state.catalogue.publish(
          { ...snapshotOf(organisation, `${organisation}-s`), dataset: 'metrics' },
          [],
          lease,
        );
        await state.catalogue.publishCharges([periodOf(organisation, '2026-10')], lease);
        await state.accounts.record({
          organisation,
          cloud: 'aws',
          id: '1',
          status: 'connected',
          missingPermissions: [],
          checkedAt: NOW.toISOString(),
        });
        await state.spend.spend(
          organisation,
          '2026-11-01',
          'ce',
          { amount: '1', currency: 'USD' },
          { amount: '1', currency: 'USD' },
        );
      }
      await state.runs.update({ ...runOf('globex', 'run'), status: 'success' });
      expect(await state.runs.dropStagedBefore('globex', later(1).toISOString())).toBe(1);
      await state.accounts.remove('globex', 'aws', '1');

      expect((await state.runs.get('acme', 'run'))?.status).toBe('running');
      expect(await state.runs.list('acme', 10)).toHaveLength(1);
      const [staged, ...others] = await collect(state.runs.stagedRows('acme', 'run', 'inventory', 'aws'));
      expect([Buffer.from(staged?.rows ?? []).toString(), others]).toEqual(['acme', []]);
      expect((await state.catalogue.snapshots('acme', 'aws', 'metrics')).map(({ id }) => id)).toEqual(['acme-s']);
      expect((await state.catalogue.chargePeriods('acme')).map(({ file }) => file)).toEqual(['acme-2026-10']);
      expect((await state.accounts.list('acme')).map(({ organisation }) => organisation)).toEqual(['acme']);
      expect(await state.accounts.list('globex')).toEqual([]);
      expect((await state.spend.spent('acme', '2026-11-01')).amount).toBe('1');
    });
  });
}
