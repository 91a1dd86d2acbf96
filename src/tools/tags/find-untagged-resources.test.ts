import { expect, test } from 'vitest';
import { arn, BATCH, DEV, openEstate, PROD } from '../testing/estate.fixture.ts';
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

test.each([
  ['a tag that one of them lacks', { missing_tags: ['Owner'] }, [VOLUME]],
  // A value that is not allowed is there all the same.
  ['a tag that the other one has wrong', { missing_tags: ['Environment'] }, [VOLUME]],
  ['a tag that both lack', { missing_tags: ['CostCenter'] }, [BATCH, VOLUME]],
  ['any of several tags', { missing_tags: ['Owner', 'CostCenter'] }, [BATCH, VOLUME]],
  ['a tag, sorted', { missing_tags: ['Owner'], sort_by: 'name' }, [VOLUME]],
  ['a tag, elsewhere', { missing_tags: ['Owner'], accounts: [DEV] }, []],
] as const)('only those that miss %s', async (_, input, ids) => {
  await using estate = await openEstate();
  const { answer } = await estate.ask(findUntaggedResources, input);
  expect(answer.resources.map(({ resource_id }) => resource_id)).toEqual(ids);
  expect(answer.total_untagged).toBe(answer.data_quality.status === 'empty' ? null : ids.length);
});

test('what they miss beside the tag is told, and pages keep to the tag', async () => {
  await using estate = await openEstate();
  const asked = { missing_tags: ['CostCenter'], limit: 1 };
  const { answer: first } = await estate.ask(findUntaggedResources, asked);
  expect(first).toMatchObject({ total: 2, resources: [{ resource_id: BATCH }] });
  const { answer: second } = await estate.ask(findUntaggedResources, { ...asked, cursor: first.next_cursor });
  expect(second.resources).toMatchObject([
    { resource_id: VOLUME, missing_required_tags: ['Owner', 'Environment', 'CostCenter'] },
  ]);
});

test.each([
  ['a slip', ['Ownr'], 'Unknown required tag «Ownr». Did you mean Owner?'],
  ['another case', ['Owner', 'costcenter'], 'Did you mean CostCenter?'],
  ['something else', ['日本'], 'Known: CostCenter, Environment, Owner.'],
  ['no tag at all', [], 'Too small'],
])('%s is refused', async (_, missing_tags, help) => {
  await using estate = await openEstate();
  await expect(estate.ask(findUntaggedResources, { missing_tags })).rejects.toThrow(help);
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
