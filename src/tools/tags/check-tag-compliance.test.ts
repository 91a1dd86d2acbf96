import { expect, test } from 'vitest';
import { arn, BATCH, CLOSED_OUT, DEV, NOW, openEstate, PROD } from '../testing/estate.fixture.ts';
import { checkTagCompliance } from './check-tag-compliance.ts';

const cursorAt = (position: number): string =>
  Buffer.from(JSON.stringify({ snapshot: 'x', position })).toString('base64url');

const VOLUME = arn('ec2', PROD, 'volume/vol-1');

test('scores what is judged, and says what was not seen', async () => {
  await using estate = await openEstate();
  const { answer, text } = await estate.ask(checkTagCompliance);
  expect(answer).toMatchObject({
    compliance_score: 0.3333,
    total_resources: 3,
    compliant_resources: 1,
    resources_outside_policy: 1,
    violation_count: 5,
    cost_weighted_score: null,
    cost_attribution_gap: null,
    worst: [
      'CostCenter missing_required_tag: 2',
      'Environment invalid_value: 1',
      'Environment missing_required_tag: 1',
      'Owner missing_required_tag: 1',
    ],
    breakdown: [
      { group: 'ec2:volume', compliance_score: 0, total_resources: 1, compliant_resources: 0, violation_count: 3 },
      { group: 'ec2:instance', compliance_score: 0.5, total_resources: 2, compliant_resources: 1, violation_count: 2 },
    ],
    data_quality: {
      status: 'partial',
      gaps: [
        { account: DEV, resource_type: 'ec2:volume', reason: 'denied' },
        { account: CLOSED_OUT, reason: 'denied', detail: 'sts:AssumeRole was denied (AccessDenied)' },
      ],
    },
  });
  expect(
    answer.violations.map(({ resource_id, violation_type, tag_name }) => [resource_id, violation_type, tag_name]),
  ).toEqual([
    [BATCH, 'invalid_value', 'Environment'],
    [BATCH, 'missing_required_tag', 'CostCenter'],
    [VOLUME, 'missing_required_tag', 'Owner'],
    [VOLUME, 'missing_required_tag', 'Environment'],
    [VOLUME, 'missing_required_tag', 'CostCenter'],
  ]);
  expect(text).toContain('Tag compliance 33.3 %: 1 of 3 resources, 5 violations.');
  expect(text).toContain('1 listing of 4 and 1 account could not be read (ec2:DescribeVolumes was denied');
});

test('accounts are told by id and by name, other groups have none', async () => {
  await using estate = await openEstate();
  const { answer, text } = await estate.ask(checkTagCompliance, { group_by: 'account' });
  expect(answer.breakdown).toEqual([expect.objectContaining({ group: PROD, account_name: 'Production' })]);
  expect(text).toMatch(new RegExp(`${PROD}.*Production`));
  const regions = await estate.ask(checkTagCompliance, { group_by: 'region' });
  expect(regions.answer.breakdown.flatMap(({ account_name }) => account_name ?? [])).toEqual([]);
});

test('severity filters the list and touches no figure', async () => {
  await using estate = await openEstate();
  const all = (await estate.ask(checkTagCompliance)).answer;
  const { answer } = await estate.ask(checkTagCompliance, { severity: 'warnings_only' });
  expect(answer).toEqual({ ...all, violations: [] });
});

test.each([
  ['a value', { Environment: 'production' }, { total_resources: 1, compliance_score: 1, violation_count: 0 }],
  ['any value', { Owner: null }, { total_resources: 2, compliance_score: 0.5, violation_count: 2 }],
  ['all of several', { Owner: 'bo', Environment: 'moon' }, { total_resources: 1, compliance_score: 0 }],
  ['another case', { environment: 'production' }, { total_resources: 0, compliance_score: null }],
  ['none', {}, { total_resources: 3 }],
])('resources with tags alone: %s', async (_, tags, expected) => {
  await using estate = await openEstate();
  const { answer } = await estate.ask(checkTagCompliance, { tags });
  expect(answer).toMatchObject(expected);
  expect(answer.breakdown.reduce((sum, group) => sum + group.total_resources, 0)).toBe(answer.total_resources);
  expect(answer.violations).toHaveLength(answer.violation_count ?? -1);
});

test('pages have every violation once, in the middle of a resource too', async () => {
  await using estate = await openEstate();
  const whole = (await estate.ask(checkTagCompliance)).answer.violations;
  const paged: unknown[] = [];
  let cursor: string | undefined;
  do {
    const { answer } = await estate.ask(checkTagCompliance, { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
    paged.push(...answer.violations);
    cursor = answer.next_cursor;
  } while (cursor !== undefined);
  expect(paged).toEqual(whole);
});

test.each([
  ['an account', { accounts: [DEV] }, { compliance_score: null, total_resources: 0, violation_count: 0 }],
  ['the name of an account', { accounts: ['Production'] }, { total_resources: 3 }],
  ['a nested filter', { filters: { account_id: PROD, region: 'eu-west-1' } }, { total_resources: 3 }],
  ['a type', { resource_types: ['ec2:volume'] }, { compliance_score: 0, total_resources: 1, violation_count: 3 }],
  ['a kind', { resource_types: ['instance'] }, { compliance_score: 0.5, total_resources: 2 }],
  ['all', { resource_types: ['all'] }, { total_resources: 3 }],
])('narrowed by %s', async (_, input, expected) => {
  await using estate = await openEstate();
  expect((await estate.ask(checkTagCompliance, input)).answer).toMatchObject(expected);
});

test.each([
  ['a type', { resource_types: ['ec2:instnace'] }, 'Did you mean ec2:instance?'],
  ['an account', { accounts: ['11111111111'] }, `Did you mean ${PROD}?`],
  ['a region', { regions: ['eu-west-9'] }, 'Did you mean eu-west-1?'],
  ['a filter', { filters: { regoin: 'x' } }, 'Did you mean region?'],
  ['a cursor', { cursor: 'nonsense' }, 'Ask again without a cursor'],
])('%s that nobody knows is refused', async (_, input, message) => {
  await using estate = await openEstate();
  await expect(estate.ask(checkTagCompliance, input)).rejects.toThrow(message);
});

test('before anything was collected there is no score', async () => {
  await using estate = await openEstate({ collected: false });
  const { answer, text } = await estate.ask(checkTagCompliance);
  expect(answer).toMatchObject({
    compliance_score: null,
    ...{ total_resources: null, compliant_resources: null, resources_outside_policy: null, violation_count: null },
    data_quality: { status: 'empty', as_of: null },
  });
  expect(text).toContain('No compliance score, and no figure for resources or violations.');
});

test('a text for clients that show nothing else: names are fenced, and how to go on is said', async () => {
  await using estate = await openEstate();
  const { answer, text } = await estate.ask(checkTagCompliance, { limit: 1 });
  expect(text).toContain(`- «${BATCH}»: invalid_value «Environment»`);
  expect(text).toContain(`More: cursor ${answer.next_cursor}`);
});

test.each([
  ['names that every object has', { filters: { constructor: 'x' } }, 'Unknown filter «constructor»'],
  ['a place before the first', { cursor: cursorAt(-1) }, 'Ask again without a cursor'],
])('%s are no words of ours', async (_, input, message) => {
  await using estate = await openEstate();
  await expect(estate.ask(checkTagCompliance, input)).rejects.toThrow(message);
});

test('a cursor of a snapshot that was thinned meanwhile is refused, because its rows are gone', async () => {
  await using estate = await openEstate();
  const { organisation, store } = estate.context;
  const { answer } = await estate.ask(checkTagCompliance, { limit: 1 });
  const snapshot = await store.inventory.latest(organisation, 'aws');
  const later = new Date(NOW.getTime() + 86_400_000);
  const lease = await store.state.leases.acquire(`collect:${organisation}`, 'later', later, 1000);
  if (!snapshot || !lease) throw new Error('nothing to thin');
  await store.state.catalogue.replace(snapshot.id, { ...snapshot, detail: 'thinned' }, lease);
  await expect(estate.ask(checkTagCompliance, { cursor: answer.next_cursor })).rejects.toThrow('no longer kept');
});

test('what older clients ask of a live scanner changes nothing and is said', async () => {
  await using estate = await openEstate();
  const { answer } = await estate.ask(checkTagCompliance, { force_refresh: true, store_snapshot: true });
  expect(answer.data_quality.note).toContain('force_refresh and store_snapshot changed nothing');
  expect(answer.data_quality.note).toContain('collect_data');
});
