import { expect, test } from 'vitest';
import { defaultPolicy } from '../analyze/tags/default-policy.ts';
import { createEvaluator } from '../analyze/tags/evaluator.ts';
import type { CloudName } from '../model/cloud.ts';
import { testStore, testUnit } from '../store/fixtures.ts';
import { collected, volume } from '../store/inventory.fixture.ts';
import type { ViolationSeverity } from '../store/inventory.ts';
import { NO_UNITS } from '../store/unit-index.ts';
import { readCursor } from './cursor.ts';
import type { JudgedScope } from './judged-scope.ts';
import { violationPage } from './violation-page.ts';

const FINE = { Owner: 'ana', Environment: 'test', CostCenter: '1' };

/** Two clouds, in each of which something lacks tags. */
async function question() {
  const store = await testStore();
  const evaluator = createEvaluator(defaultPolicy());
  const found = {
    aws: [volume('a'), volume('b', FINE), volume('c', { ...FINE, Environment: 'moon' })],
    azure: [volume('d', { Environment: 'test' })],
  };
  const scopes: JudgedScope[] = [];
  for (const cloud of ['aws', 'azure'] satisfies CloudName[]) {
    const unit = testUnit({ cloud, type: 'ec2:volume' });
    const { snapshot } = await collected(store, `of ${cloud}`, [[unit, found[cloud]]]);
    const shapes = await store.inventory.shapes(snapshot);
    const verdicts = await store.inventory.judge(snapshot, evaluator.judgement(cloud, shapes));
    scopes.push({ cloud, snapshot, units: NO_UNITS, accounts: [], filter: {}, verdicts });
  }
  return { evaluator, scopes };
}

const ALL = ['a Owner', 'a Environment', 'a CostCenter', 'c Environment', 'd Owner', 'd CostCenter'];

test.each([1, 2, 3, 4, 5, 6, 7])('pages of %i have every violation once, cloud by cloud', async (limit) => {
  const asked = await question();
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const { rows, next } = await violationPage(asked, 'all', readCursor(cursor), limit);
    pages.push(rows.map(({ resource_name, tag_name }) => `${resource_name} ${tag_name}`));
    cursor = next;
  } while (cursor !== undefined && pages.length <= ALL.length);
  expect(pages.flat()).toEqual(ALL);
  expect(pages.map(({ length }) => length).slice(0, -1)).toEqual(pages.slice(1).map(() => limit));
});

test.each<[ViolationSeverity, number]>([
  ['errors', 6],
  ['warnings', 0],
])('%s alone', async (severity, count) =>
  expect((await violationPage(await question(), severity, undefined, 100)).rows).toHaveLength(count),
);

test('a cloud that was never collected has none', async () => {
  const { evaluator, scopes } = await question();
  const [aws] = scopes;
  if (!aws) throw new Error('it was collected');
  const bare = { ...aws, snapshot: undefined, verdicts: undefined };
  expect(await violationPage({ evaluator, scopes: [bare] }, 'all', undefined, 9)).toEqual({
    rows: [],
    next: undefined,
  });
});
