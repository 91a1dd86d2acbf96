import { afterEach, beforeEach, expect, test } from 'vitest';
import { recommendationsOf } from '../../simulator/gcp/services/recommendations.ts';
import { gcp } from '../../src/clouds/gcp/gcp.ts';
import { scaledTime } from '../../src/collect/testing/scaled-time.ts';
import {
  collectionOver,
  ORGANISATION,
  options,
  request,
  rowsOf,
  temporaryStore,
} from '../../src/collect/testing/setup.ts';
import type { CollectedDataset } from '../../src/model/run.ts';
import type { Store } from '../../src/store/store.ts';
import { googleCompany } from '../support/google-company.ts';

const company = googleCompany(300);
const ACTION = 'recommender.recommendations.list';
const LIST = 'Google Cloud Recommender';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
});
afterEach(async () => {
  company.simulator.faults.clear();
  await close();
});

const collect = (what: readonly CollectedDataset[], now = '2026-11-21T12:00:00Z') =>
  collectionOver(store, gcp, {
    accounts: [company.settings()],
    // Time runs so fast that a busy machine would pass the usual deadlines.
    settings: { deadlineSeconds: 3600 },
    time: scaledTime(200, now, () => 0.5),
  }).run(request({ clouds: ['gcp'], what }), options());

/** Every call for recommendations, as Google counts them. */
const reads = () => company.simulator.calls().filter(({ operation }) => operation === ACTION).length;

/** The ids of everything that is kept about the resources of the inventory. */
async function kept(): Promise<string[]> {
  const ids = new Set<string>();
  for (const { id } of await rowsOf(store, 'gcp'))
    for (const { recommendation } of await store.state.recommendations.about(ORGANISATION, 'gcp', id))
      ids.add(recommendation.id);
  return [...ids].sort();
}

const planted = (of: (recommender: string) => boolean = () => true) =>
  recommendationsOf(company.simulator.estate, '')
    .filter(({ recommender }) => of(recommender))
    .map(({ json }) => String(json.name))
    .sort();

test('everything that Google recommends is found by its resource, and not asked again on that day', async () => {
  const run = await collect(['inventory', 'recommendations']);
  expect(run).toMatchObject({ status: 'success' });
  expect(planted().length).toBeGreaterThan(5);
  expect(await kept()).toEqual(planted());
  const made = reads();
  expect(made).toBeGreaterThan(0);
  expect(await collect(['recommendations'], '2026-11-21T20:00:00Z')).toMatchObject({ status: 'success' });
  expect(reads()).toBe(made);
  await collect(['recommendations'], '2026-11-22T20:00:00Z');
  expect(reads()).toBe(2 * made);
});

test('the reads of a day are not passed; what was not asked stays and is told', async () => {
  await collect(['inventory', 'recommendations']);
  const before = await kept();
  const { organization } = company.simulator.gcp;
  const counter = JSON.stringify(['gcp', LIST, `organizations/${organization}`]);
  // Others of this machine have read as well.
  for (let taken = 0; taken < 98; taken += 1)
    await store.state.recommendations.takeRead(ORGANISATION, counter, '2026-11-23', 100);
  const made = reads();
  const run = await collect(['recommendations'], '2026-11-23T12:00:00Z');
  expect(reads() - made).toBe(2);
  expect(run.status).toBe('partial');
  expect(run.accounts[0]?.gaps).toMatchObject([
    {
      dataset: 'recommendations',
      reason: 'not_collected',
      detail: expect.stringMatching(/gives 100 reads a day, and they are used up: \d+ of \d+ questions were not asked/),
    },
  ]);
  expect(await kept()).toEqual(before);
});

test('what fails is a gap, keeps what was known, and ends nothing else', async () => {
  await collect(['inventory', 'recommendations']);
  const before = await kept();
  company.simulator.faults.add({ kind: 'error', cloud: 'gcp', operation: ACTION });
  const run = await collect(['inventory', 'recommendations'], '2026-11-23T12:00:00Z');
  expect(run.status).toBe('partial');
  expect(
    run.accounts.every(({ rows, gaps }) => rows > 0 && gaps.every(({ dataset }) => dataset === 'recommendations')),
  ).toBe(true);
  expect(await kept()).toEqual(before);
});
