import { afterEach, describe, expect, test } from 'vitest';
import { accountClients, countingSend, plainSend, scopeOf, simulatedCompany } from '../../../test/support/aws.ts';
import type { ResourceFacts } from '../../model/resource.ts';
import type { Send } from '../calls.ts';
import type { NotedGap } from '../collector.ts';
import { OTHER_PERMISSIONS, otherSources } from './others.ts';
import { awsCollectors } from './resources/index.ts';

const company = simulatedCompany({ resources: 6000 });
afterEach(() => company.simulator.faults.clear());

const KNOWN = new Set(awsCollectors.map(({ type }) => type));
const PAGE = 2;
const NO_INDEX = 'only what has or once had a tag is listed by tag:GetResources: ';

/** What the company has of types without a collector, in the account that has most of it. */
function planted() {
  const { types } = company.simulator.truth.clouds.aws;
  const rest = Object.entries(types).flatMap(([type, { resources }]) =>
    KNOWN.has(type) ? [] : resources.map((resource) => ({ ...resource, type })),
  );
  const [account, resources] =
    [...Map.groupBy(rest, (one) => one.account)].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  if (!account || !resources) throw new Error('the company has nothing without a collector');
  return { account, resources };
}

interface Told extends ResourceFacts {
  readonly type: string;
}

async function told(account: string, region: string, send: Send = plainSend, pages: { pageSize?: number } = {}) {
  const clients = await accountClients(company.simulator, account, { send, ...pages });
  const sources = otherSources(clients, KNOWN);
  const source = sources.find(({ reach }) => (reach === 'global') === (region === 'global'));
  const gaps: NotedGap[] = [];
  const rows: Told[] = [];
  for await (const page of source?.others(scopeOf(account, region), (gap) => gaps.push(gap)) ?? [])
    for (const { type, taggable, rows: some } of page)
      for (const facts of some) rows.push({ taggable, ...facts, type });
  return { rows, gaps };
}

const line = ({
  id,
  type,
  region,
  tags,
  taggable,
}: Pick<Told, 'id' | 'type' | 'region' | 'taggable'> & { tags?: object | null | undefined }) =>
  [id, type, region, JSON.stringify(Object.entries(tags ?? {}).sort()), taggable].join(' ');

/** All regions and what is in none. */
async function everything(account: string, send: Send = plainSend) {
  const regions = ['global', ...new Set(planted().resources.map(({ region }) => region)), 'us-west-2'];
  const lists = [];
  for (const region of new Set(regions)) {
    const { rows, gaps } = await told(account, region, send);
    lists.push({ gaps, rows: rows.map((facts) => ({ ...facts, region: facts.region ?? region })) });
  }
  const rows = new Map(lists.flatMap((list) => list.rows.map((facts) => [facts.id, facts])));
  return { rows: [...rows.values()], gaps: lists.flatMap(({ gaps }) => gaps) };
}

test('everything without a collector is told, tagged or not, with its type, its place and its tags', async () => {
  const { account, resources } = planted();
  const { send, calls } = countingSend();
  const { rows, gaps } = await everything(account, send);
  expect(rows.map(line).sort()).toEqual(resources.map(line).sort());
  expect(gaps).toEqual([]);
  const permitted: readonly string[] = [...OTHER_PERMISSIONS, 'sts:AssumeRole'];
  expect(calls.filter(({ action }) => !permitted.includes(action))).toEqual([]);
  const untagged = resources.filter(({ tags }) => Object.keys(tags ?? {}).length === 0);
  expect(untagged.length).toBeGreaterThan(1);
});

test('where what is, in a region and in none', async () => {
  const { account, resources } = planted();
  const [one] = resources.filter(({ region }) => region !== 'global');
  const here = await told(account, one?.region ?? '');
  expect(here.rows.filter(({ region }) => region === undefined).length).toBe(
    resources.filter(({ region }) => region === one?.region).length,
  );
  const nowhere = await told(account, 'global');
  expect(new Set(nowhere.rows.map(({ region }) => region))).toEqual(new Set(['global']));
  expect(new Set(nowhere.rows.map(({ type }) => type))).toContain('shield:protection');
});

test('the indexes and the view are asked for once', async () => {
  const { account } = planted();
  const { send, calls } = countingSend();
  const clients = await accountClients(company.simulator, account, { send });
  const [regional] = otherSources(clients, KNOWN);
  for (const region of ['us-east-1', 'eu-west-1'])
    for await (const _ of regional?.others(scopeOf(account, region), () => undefined) ?? []);
  const asked = Map.groupBy(calls, ({ action }) => action);
  expect(asked.get('resource-explorer-2:ListIndexes')).toHaveLength(1);
  expect(asked.get('resource-explorer-2:BatchGetView')).toHaveLength(1);
  // All of it is in one index.
  expect(new Set(calls.filter(({ service }) => service === 'resource-explorer-2').map(({ region }) => region))).toEqual(
    new Set(['us-east-1']),
  );
});

describe('other: AWS, what is tagged', () => {
  test('lists more than a page', async () => {
    const { account, resources } = planted();
    company.simulator.faults.add({ kind: 'deny', operation: 'ListIndexes' });
    const { send, calls } = countingSend();
    const { rows } = await told(account, 'us-east-1', send);
    // Those of types with a collector fill pages, too.
    expect(calls.filter(({ action }) => action === 'tag:GetResources').length).toBeGreaterThan(1);
    const tagged = resources.filter(({ region, tags }) => region === 'us-east-1' && Object.keys(tags ?? {}).length > 0);
    expect(rows.map(({ id }) => id).sort()).toEqual(tagged.map(({ id }) => id).sort());
  });

  test.each([
    ['deny', 'denied'],
    ['throttle', 'throttled'],
  ] as const)('to %s it is an error', async (kind, reason) => {
    company.simulator.faults.add({ kind, operation: 'GetResources' });
    await expect(told(planted().account, 'us-east-1')).rejects.toMatchObject({
      facts: { reason, action: 'tag:GetResources' },
    });
  });

  test('what was never tagged is found by the index alone, and a gap says so where there is none', async () => {
    const { account, resources } = planted();
    const untagged = resources.filter(
      ({ region, tags }) => region === 'us-east-1' && Object.keys(tags ?? {}).length === 0,
    );
    const [one] = untagged;
    const found = async () => (await told(account, 'us-east-1')).rows.find(({ id }) => id === one?.id)?.tags;
    expect(await found()).toEqual({});
    company.simulator.faults.add({ kind: 'deny', operation: 'ListIndexes' });
    expect(await found()).toBeUndefined();
    expect((await told(account, 'us-east-1')).gaps.map(({ detail }) => detail)).toContain(
      `${NO_INDEX}Resource Explorer could not be asked`,
    );
  });
});

describe('other: AWS, what is indexed', () => {
  const OPERATIONS = ['ListIndexes', 'ListViews', 'BatchGetView', 'ListResources'];
  const actionOf = (operation: string) => `resource-explorer-2:${operation === 'ListResources' ? 'Search' : operation}`;

  test('lists more than a page', async () => {
    const { account, resources } = planted();
    const { send, calls } = countingSend();
    const { rows } = await told(account, 'us-east-1', send, { pageSize: PAGE });
    const here = resources.filter(({ region }) => region === 'us-east-1');
    expect(here.length).toBeGreaterThan(PAGE);
    expect(rows.map(({ id }) => id).sort()).toEqual(here.map(({ id }) => id).sort());
    expect(calls.filter(({ action }) => action === actionOf('ListResources')).length).toBeGreaterThan(1);
  });

  test.each(OPERATIONS)('to deny it is a gap, and leaves what is tagged: %s', async (operation) => {
    const { account, resources } = planted();
    company.simulator.faults.add({ kind: 'deny', operation });
    if (operation === 'ListResources') company.simulator.faults.add({ kind: 'deny', operation: 'Search' });
    const { rows, gaps } = await told(account, 'us-east-1');
    const here = resources.filter(({ region }) => region === 'us-east-1');
    const tagged = here.filter(({ tags }) => Object.keys(tags ?? {}).length > 0);
    const ids = rows.map(({ id }) => id);
    expect(tagged.filter(({ id }) => !ids.includes(id))).toEqual([]);
    expect(rows.length).toBeLessThan(here.length);
    const action = actionOf(operation);
    expect(gaps).toEqual([
      { reason: 'denied', detail: `${action} was denied (AccessDeniedException)`, action },
      { reason: 'unsupported', detail: `${NO_INDEX}Resource Explorer could not be asked` },
    ]);
  });

  test.each(OPERATIONS)(
    'to throttle it is an error, so that nothing that is known of it goes: %s',
    async (operation) => {
      company.simulator.faults.add({ kind: 'throttle', operation });
      await expect(told(planted().account, 'us-east-1')).rejects.toMatchObject({
        facts: { reason: 'throttled', action: actionOf(operation) },
      });
    },
  );

  test('what was never tagged is found, with no tags', async () => {
    const { account, resources } = planted();
    const { rows } = await everything(account);
    const found = new Map(rows.map(({ id, tags }) => [id, tags]));
    const untagged = resources.filter(({ tags }) => tags && Object.keys(tags).length === 0);
    expect(untagged.length).toBeGreaterThan(1);
    expect(untagged.map(({ id }) => found.get(id))).toEqual(untagged.map(() => ({})));
  });
});

test('whoever may search and not list is told the same', async () => {
  const { account, resources } = planted();
  company.simulator.faults.add({ kind: 'deny', operation: 'ListResources' });
  const { rows, gaps } = await everything(account);
  expect(rows.map(line).sort()).toEqual(resources.map(line).sort());
  expect(gaps).toEqual([]);
});
