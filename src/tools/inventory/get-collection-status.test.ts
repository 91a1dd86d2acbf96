import { expect, test } from 'vitest';
import type { Run } from '../../model/run.ts';
import { BATCH, COSTS, DEV, openEstate, PROD, READ_AT, RUNS, WEB } from '../testing/estate.fixture.ts';
import { getCollectionStatus } from './get-collection-status.ts';

const RUNNING: Run = {
  ...{ id: 'run-2', organisation: 'acme', what: ['costs'], status: 'running' },
  ...{ startedAt: '2026-11-21T07:59:00.000Z', unitsDone: 3, unitsTotal: 24, accounts: [] },
};

test('the last run, the running one, and how old each dataset is', async () => {
  await using estate = await openEstate({ runs: [...RUNS, RUNNING] });
  const { answer, text } = await estate.ask(getCollectionStatus);
  expect(answer).toMatchObject({
    last: {
      ...{ run_id: 'run-1', what: ['inventory'], status: 'partial' },
      providers: { aws: { total: 2, successful: 1, partial: 1, failed: 0, avg_duration: 45 } },
      accounts: [{ account: DEV }, { account: PROD }],
      changes: { new_resources: 4, modified_resources: 1, deleted_resources: 2, cost_updates: 3 },
    },
    total: 4,
    running: [{ run_id: 'run-2', what: ['costs'], units_done: 3, units_total: 24 }],
    freshness: [
      { cloud_provider: 'aws', dataset: 'inventory', as_of: READ_AT, oldest_as_of: READ_AT, stale: false },
      { dataset: 'metrics', as_of: READ_AT, stale: false },
      // A closed month that was read long ago is not stale.
      { dataset: 'costs', as_of: READ_AT, oldest_as_of: '2026-11-12T00:00:00Z', stale: false },
    ],
    data_quality: { status: 'partial', gaps: [{ account: DEV, reason: 'denied' }] },
  });
  expect(text).toContain('Running: run-2 since 2026-11-21T07:59:00.000Z, 3 of 24 units.');
  expect(text).toContain('aws: 2 accounts, 1 successful, 1 partial, 0 failed, 45 s on average, 4 resources.');
});

const gcpAccount = {
  cloud: 'gcp',
  account: 'p',
  status: 'failed',
  durationMs: 1,
  units: 3,
  rows: 0,
  gaps: [],
} as const;
const ofTwoClouds = (run: Run): Run => ({
  ...{ ...run, id: 'run-3', startedAt: '2026-11-21T07:00:00.000Z', status: 'partial', unitsDone: 7, unitsTotal: 9 },
  accounts: [...run.accounts.map((one) => ({ ...one, status: 'success' as const, gaps: [] })), gcpAccount],
  clouds: [
    { cloud: 'aws', unitsDone: 4, unitsTotal: 4, changes: { costUpdates: 1 } },
    { cloud: 'gcp', unitsDone: 3, unitsTotal: 5, changes: { costUpdates: 2 } },
  ],
});

test("a cloud's own server tells nothing of another's", async () => {
  const runs = [...RUNS, ...RUNS.map(ofTwoClouds)];
  const going = { ...RUNNING, clouds: [{ cloud: 'gcp', unitsDone: 1, unitsTotal: 2 }] } as const;
  await using estate = await openEstate({ runs: [...runs, going], clouds: ['aws', 'gcp'] });
  const both = await estate.ask(getCollectionStatus);
  expect(both.answer).toMatchObject({ last: { status: 'partial', units_done: 7 }, running: [{ units_done: 3 }] });
  const own = await estate.ask(getCollectionStatus, { cloud_provider: 'aws' });
  expect(own.answer).toMatchObject({
    last: { status: 'success', units_done: 4, units_total: 4, changes: { cost_updates: 1 } },
    running: [],
  });
  expect(Object.keys(own.answer.last?.providers ?? {})).toEqual(['aws']);
  expect(own.text).not.toContain('gcp');
});

test('what an earlier version counted of several clouds together is told of none', async () => {
  const runs = [...RUNS, ...RUNS.map(ofTwoClouds).map(({ clouds: _, ...run }) => run)];
  await using estate = await openEstate({ runs, clouds: ['aws', 'gcp'] });
  const { answer, text } = await estate.ask(getCollectionStatus, { cloud_provider: 'aws' });
  expect(answer.last).toMatchObject({ status: 'success', units_done: null, units_total: null, changes: null });
  expect(text).toContain('Last collection run-3 of inventory: success, 2026-11-21T07:00:00.000Z');
});

test('the last collection is the last that asked the cloud', async () => {
  const other: Run = { ...RUNNING, status: 'success', clouds: [{ cloud: 'gcp', unitsDone: 1, unitsTotal: 1 }] };
  await using estate = await openEstate({ runs: [...RUNS, other], clouds: ['aws', 'gcp'] });
  const last = async (cloud_provider: 'aws' | 'all') =>
    (await estate.ask(getCollectionStatus, { cloud_provider })).answer.last?.run_id;
  expect([await last('aws'), await last('all')]).toEqual(['run-1', 'run-2']);
});

test('each resource that changed, page by page', async () => {
  await using estate = await openEstate();
  const { answer: first, text } = await estate.ask(getCollectionStatus, { limit: 3 });
  expect(first.changed_resources).toEqual([
    expect.objectContaining({ resource_id: WEB, resource_name: 'web', resource_type: 'ec2:instance', change: 'new' }),
    expect.objectContaining({ resource_id: BATCH, account: PROD, region: 'eu-west-1', cloud_provider: 'aws' }),
    expect.not.objectContaining({ resource_name: expect.anything() }),
  ]);
  expect(text).toContain(`- new: «${WEB}»`);
  expect(text).toContain(`More: cursor ${first.next_cursor}`);
  const { answer: second } = await estate.ask(getCollectionStatus, { limit: 3, cursor: first.next_cursor });
  expect(second).toMatchObject({ total: 4, changed_resources: [{ account: DEV, change: 'new' }] });
  expect(second.next_cursor).toBeUndefined();
});

test('a collection of costs alone says nothing of resources, and ends a list of them', async () => {
  await using estate = await openEstate();
  const { answer: before } = await estate.ask(getCollectionStatus, { limit: 3 });
  await estate.context.store.state.runs.start({
    ...RUNNING,
    status: 'success',
    finishedAt: '2026-11-21T08:00:00.000Z',
  });
  const { answer } = await estate.ask(getCollectionStatus);
  expect(answer).toMatchObject({ last: { run_id: 'run-2' }, changed_resources: [], total: null });
  expect(answer.data_quality.note).not.toContain('Which resources');
  await expect(estate.ask(getCollectionStatus, { cursor: before.next_cursor })).rejects.toThrow(
    'Another collection has ended',
  );
});

test.each([
  ['costs', { costUpdates: 3 }, { cost_updates: 3 }, 'Changes: 3 cost updates.'],
  [
    'the inventory',
    { newResources: 0, modifiedResources: 1, deletedResources: 0 },
    { new_resources: 0, modified_resources: 1, deleted_resources: 0 },
    'Changes: 0 new, 1 modified, 0 deleted resources.',
  ],
  ['metrics', undefined, null, undefined],
] as const)('a collection of %s tells of no changes but its own', async (_, changes, told, words) => {
  const run: Run = { ...RUNNING, status: 'success', ...(changes ? { changes } : {}) };
  await using estate = await openEstate({ runs: [...RUNS, run] });
  const { answer, text } = await estate.ask(getCollectionStatus);
  expect(answer.last?.changes).toEqual(told);
  expect(/Changes: .*/.exec(text)?.[0]).toBe(words);
});

test('one that was stopped did not read everything, also where nobody refused anything', async () => {
  const stopped = RUNS.map((run): Run => ({ ...run, status: 'cancelled', accounts: [] }));
  await using estate = await openEstate({ runs: stopped });
  const { answer } = await estate.ask(getCollectionStatus);
  expect(answer.data_quality).toMatchObject({
    status: 'partial',
    note: expect.stringContaining(
      'The last collection was stopped before it had asked everything; the same call of collect_data goes on from there.',
    ),
  });
});

test('an inventory that was never published says that its changes are unknown', async () => {
  await using estate = await openEstate({ runs: [...RUNS, { ...RUNNING, what: ['inventory'], status: 'failed' }] });
  const { answer } = await estate.ask(getCollectionStatus);
  expect(answer).toMatchObject({ last: { run_id: 'run-2' }, changed_resources: [], total: null });
  expect(answer.data_quality.note).toContain('Which resources it changed is not known');
});

test("somebody else's cursor is refused, also before anything was collected", async () => {
  await using estate = await openEstate({ collected: false });
  await expect(estate.ask(getCollectionStatus, { cursor: 'abc' })).rejects.toThrow('Ask again without a cursor');
});

test('an open month that was read two days ago is stale', async () => {
  const old = COSTS.map((month) => (month.closed ? month : { ...month, asOf: '2026-11-19T00:00:00Z' }));
  const fine = RUNS.map((run) => ({ ...run, accounts: run.accounts.map((account) => ({ ...account, gaps: [] })) }));
  await using estate = await openEstate({ costs: old, runs: fine });
  const { answer } = await estate.ask(getCollectionStatus);
  expect(answer.freshness.filter(({ stale }) => stale).map(({ dataset }) => dataset)).toEqual(['costs']);
  expect(answer.data_quality).toMatchObject({
    status: 'stale',
    note: 'The last collection read everything that it asked for. Some of costs is older than 36 hours.',
  });
});

test('before anything was collected', async () => {
  await using estate = await openEstate({ collected: false });
  const { answer, text } = await estate.ask(getCollectionStatus);
  expect(answer).toMatchObject({
    last: null,
    changed_resources: [],
    total: null,
    running: [],
    data_quality: { status: 'empty', as_of: null },
  });
  expect(answer.freshness.map(({ as_of }) => as_of)).toEqual([null, null, null]);
  expect(text).toContain('aws inventory: never collected.');
  expect(text).toContain('run collect_data');
});

test.each([
  ['nothing', undefined, null, 'Nothing is scheduled.'],
  [
    'a process that follows the schedule',
    () => new Date('2026-11-21T12:00:00Z'),
    { cron: '0 */6 * * *', timezone: 'UTC', next: '2026-11-21T12:00:00.000Z' },
    'The next collection is due 2026-11-21T12:00:00.000Z.',
  ],
  [
    'a process that does not',
    () => undefined,
    { cron: '0 */6 * * *', timezone: 'UTC', next: null },
    'Scheduled at 0 */6 * * * (UTC), by `cloudoptima serve` and not by this process.',
  ],
])('when collections are due: %s', async (_, next, schedule, words) => {
  await using estate = await openEstate();
  const context = { ...estate.context, schedule: next && { cron: '0 */6 * * *', timezone: 'UTC', next } };
  const call = { signal: new AbortController().signal, progress: () => undefined };
  const answer = getCollectionStatus.output.parse(
    await getCollectionStatus.run(getCollectionStatus.input.parse({}), context, call),
  );
  expect(answer.schedule).toEqual(schedule);
  expect(getCollectionStatus.text(answer)).toContain(words);
});

test('a collection that found everything fresh says so, and nothing of changes', async () => {
  const skipped = [{ cloud: 'aws', dataset: 'inventory', units: 4, oldest: READ_AT }] as const;
  const run: Run = {
    ...{ id: 'run-2', organisation: 'acme', what: ['inventory'], status: 'success', accounts: [], skipped },
    ...{ startedAt: '2026-11-21T07:00:00.000Z', finishedAt: '2026-11-21T07:00:01.000Z', unitsDone: 0, unitsTotal: 0 },
  };
  await using estate = await openEstate({ runs: [...RUNS, run] });
  const { answer, text } = await estate.ask(getCollectionStatus);
  expect(answer.last).toMatchObject({ run_id: 'run-2', skipped: [{ units: 4, oldest_as_of: READ_AT }] });
  expect(answer.data_quality.note).not.toContain('not known');
  expect(text).toContain('Still fresh and not asked: 4 units of aws inventory');
});
