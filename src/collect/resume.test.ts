import { expect, test } from 'vitest';
import type { AccountSettings } from '../clouds/cloud.ts';
import type { Run } from '../model/run.ts';
import { testStore } from '../store/fixtures.ts';
import type { CollectRequest } from './collection.ts';
import { findUnfinished, newRunId, RESUME_WITHIN_MS } from './resume.ts';
import { fakeTime } from './testing/fake-time.ts';
import { ORGANISATION, request } from './testing/setup.ts';

const START = '2026-11-21T12:00:00.000Z';
const later = (ms: number) => fakeTime(new Date(Date.parse(START) + ms).toISOString());

const TENANT: AccountSettings = { cloud: 'azure', resource_groups: ['shop'], client_secret: 'env://A' };
const CONFIGURED = {
  accounts: [{ cloud: 'aws' as const, name: 'prod' }, TENANT],
  settings: { services: 'all' as const },
};

const begun = (asked: CollectRequest, status: Run['status'] = 'running', startedAt = START): Run => ({
  ...{
    id: newRunId(asked, CONFIGURED, new Date(startedAt)),
    organisation: ORGANISATION,
    what: asked.what,
    status,
    startedAt,
  },
  ...{ unitsDone: 1, unitsTotal: 9, accounts: [] },
});

test('ids sort by time and are never the same', () => {
  const ids = [START, START, '2026-11-21T12:00:00.001Z'].map((instant) =>
    newRunId(request(), CONFIGURED, new Date(instant)),
  );
  expect(new Set(ids).size).toBe(3);
  expect(ids.toSorted().at(-1)).toBe(ids[2]);
  expect(ids[0]).toMatch(/^20261121T120000000Z-[0-9a-f]{8}-[0-9a-f]{12}$/);
});

const TWO: Partial<CollectRequest> = { accounts: ['1', '2'], what: ['inventory', 'costs'] };

test.each<[string, Partial<CollectRequest>, Partial<CollectRequest>, boolean]>([
  ['the same', {}, {}, true],
  ['the same in another order', TWO, { accounts: ['2', '1', '2'], what: ['costs', 'inventory'] }, true],
  ['no list and an empty one', {}, { regions: [] }, true],
  ['another account', TWO, { ...TWO, accounts: ['1'] }, false],
  ['another dataset', {}, { what: ['metrics'] }, false],
  ['the same word in another list', { regions: ['1'] }, { accounts: ['1'] }, false],
])('a request goes on with the killed run of a request for %s', async (_, first, second, same) => {
  const { runs } = (await testStore()).state;
  const run = begun(request(first));
  await runs.start(run);
  expect((await findUnfinished(runs, request(second), CONFIGURED, later(1000)))?.id).toBe(same ? run.id : undefined);
});

const [AWS] = CONFIGURED.accounts as [AccountSettings];

test.each<[string, Partial<typeof CONFIGURED> | { settings: { services: string[] } }, boolean]>([
  ['are the same', {}, true],
  ['name another secret', { accounts: [AWS, { ...TENANT, client_secret: 'env://B' }] }, true],
  ['changed for another cloud', { accounts: [{ ...AWS, name: 'dev' }, TENANT] }, true],
  ['narrow otherwise', { accounts: [AWS, { ...TENANT, resource_groups: ['web'] }] }, false],
  ['narrow no more', { accounts: [AWS, { cloud: 'azure' }] }, false],
  ['have one more', { accounts: [AWS, TENANT, { cloud: 'azure', name: 'b' }] }, false],
  ['ask other services', { settings: { services: ['compute'] } }, false],
])('a killed run is gone on with where the settings %s', async (_, changes, same) => {
  const { runs } = (await testStore()).state;
  const asked = request({ clouds: ['azure'] });
  const run = begun(asked);
  await runs.start(run);
  const found = await findUnfinished(runs, asked, { ...CONFIGURED, ...changes }, later(1000));
  expect(found?.id).toBe(same ? run.id : undefined);
});

test.each<[string, Run['status'], number, boolean]>([
  ['killed', 'running', 0, true],
  ['cancelled', 'cancelled', 0, true],
  ['killed just less than six hours ago', 'running', RESUME_WITHIN_MS - 1, true],
  ['killed six hours ago', 'running', RESUME_WITHIN_MS, false],
  ['begun by a clock that has been set back since', 'running', -RESUME_WITHIN_MS, false],
  ['done', 'success', 0, false],
  ['done in part', 'partial', 0, false],
  ['failed', 'failed', 0, false],
])('a run that was %s', async (_, status, ageMs, goesOn) => {
  const { runs } = (await testStore()).state;
  const run = begun(request(), status);
  await runs.start(run);
  expect((await findUnfinished(runs, request(), CONFIGURED, later(ageMs)))?.id).toBe(goesOn ? run.id : undefined);
});

test('one that ended since is not gone back behind', async () => {
  const { runs } = (await testStore()).state;
  await runs.start(begun(request(), 'cancelled'));
  await runs.start(begun(request(), 'success', '2026-11-21T12:30:00.000Z'));
  expect(await findUnfinished(runs, request(), CONFIGURED, later(3_600_000))).toBeUndefined();
});

test('dead runs of other requests are marked as cancelled, once', async () => {
  const { runs } = (await testStore()).state;
  const dead = begun(request({ what: ['metrics'] }));
  await runs.start(dead);
  await findUnfinished(runs, request(), CONFIGURED, later(60_000));
  const marked = { ...dead, status: 'cancelled', finishedAt: '2026-11-21T12:01:00.000Z' };
  expect(await runs.get(ORGANISATION, dead.id)).toEqual(marked);
  await findUnfinished(runs, request(), CONFIGURED, later(120_000));
  expect(await runs.get(ORGANISATION, dead.id)).toEqual(marked);
});
