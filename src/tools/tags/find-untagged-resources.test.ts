import { expect, test } from 'vitest';
import { arn, BATCH, openEstate, PROD } from '../testing/estate.fixture.ts';
import { findUntaggedResources } from './find-untagged-resources.ts';

const VOLUME = arn('ec2', PROD, 'volume/vol-1');

test('finds what was never tagged and what lacks a tag, and nothing whose tags are unknown', async () => {
  await using estate = await openEstate();
  const { answer, text } = await estate.ask(findUntaggedResources);
  expect(answer).toMatchObject({ total_untagged: 2, total: 2, data_quality: { status: 'partial' } });
  expect(answer.resources).toEqual([
    expect.objectContaining({
      resource_id: BATCH,
      missing_required_tags: ['CostCenter'],
      age_days: 364,
      cost_source: 'unknown',
    }),
    expect.objectContaining({
      resource_id: VOLUME,
      missing_required_tags: ['Owner', 'Environment', 'CostCenter'],
      current_tags: {},
    }),
  ]);
  expect(answer.resources[0]).not.toHaveProperty('monthly_cost');
  // When it was made is unknown.
  expect(answer.resources[1]).not.toHaveProperty('age_days');
  expect(text).toContain(`- «${BATCH}»: lacks «CostCenter»`);
  expect(text).toContain('2 resources lack required tags.');
});

test('before anything was collected there is no figure', async () => {
  await using estate = await openEstate({ collected: false });
  const { answer, text } = await estate.ask(findUntaggedResources);
  expect(answer).toMatchObject({ total_untagged: null, total: null, data_quality: { status: 'empty' } });
  expect(text).toContain('No figure for untagged resources.');
});

test.each([
  ['age', [BATCH, VOLUME]],
  ['name', [BATCH, VOLUME]],
] as const)('sorted by %s', async (sort_by, ids) => {
  await using estate = await openEstate();
  const { answer } = await estate.ask(findUntaggedResources, { sort_by });
  expect(answer.resources.map(({ resource_id }) => resource_id)).toEqual(ids);
});

test.each(['age', 'name', undefined] as const)('resources with tags alone, sorted by %s', async (sort_by) => {
  await using estate = await openEstate();
  const { answer } = await estate.ask(findUntaggedResources, { tags: { Owner: null }, ...(sort_by && { sort_by }) });
  expect(answer).toMatchObject({ total_untagged: 1, resources: [{ resource_id: BATCH }] });
});

test('pages have every resource once', async () => {
  await using estate = await openEstate();
  const { answer: first, text: pageText } = await estate.ask(findUntaggedResources, { limit: 1 });
  expect(pageText).toContain(`More: cursor ${first.next_cursor}`);
  const second = (await estate.ask(findUntaggedResources, { limit: 1, cursor: first.next_cursor })).answer;
  expect([...first.resources, ...second.resources].map(({ resource_id }) => resource_id)).toEqual([BATCH, VOLUME]);
  expect(second.next_cursor).toBeUndefined();
});

test.each([{ sort_by: 'cost' }, { min_cost_threshold: 5 }])(
  '%j is refused while costs per resource are unknown',
  async (input) => {
    await using estate = await openEstate();
    await expect(estate.ask(findUntaggedResources, input)).rejects.toThrow('Costs per resource are not known yet');
  },
);

test('asked for costs, it says that they are unknown', async () => {
  await using estate = await openEstate();
  const { answer } = await estate.ask(findUntaggedResources, { include_costs: true });
  expect(answer.data_quality.note).toContain('left out, not zero');
});
