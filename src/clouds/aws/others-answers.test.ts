import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { plainSend, scopeOf } from '../../../test/support/aws.ts';
import type { NotedGap } from '../collector.ts';
import { awsClients } from './clients.ts';
import { otherSources } from './others.ts';

const ACCOUNT = '111111111111';
const at = (resource: string, service = 'mq', region = 'eu-west-1', account = ACCOUNT) =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

interface Answers {
  readonly GetResources: object;
  readonly ListIndexes: object;
  readonly ListViews: object;
  readonly BatchGetView: object;
  readonly ListResources: object;
  readonly ListSupportedResourceTypes: object;
  /** By the query. */
  readonly Search: Readonly<Record<string, object>>;
}
const DENIED = { denied: true };
const VIEW = at('view/all/1', 'resource-explorer-2');
const view = (changes: object = {}) => ({ ViewArn: VIEW, IncludedProperties: [{ Name: 'tags' }], ...changes });
const USUAL: Answers = {
  GetResources: { PaginationToken: '', ResourceTagMappingList: [] },
  ListIndexes: { Indexes: [{ Region: 'eu-west-1', Type: 'LOCAL' }] },
  ListViews: { Views: [VIEW] },
  BatchGetView: { Views: [view()], Errors: [] },
  ListResources: { Resources: [], ViewArn: VIEW },
  ListSupportedResourceTypes: { ResourceTypes: [] },
  Search: {},
};

let answers: Answers = USUAL;
let asked: string[] = [];
beforeEach(() => {
  [answers, asked] = [USUAL, []];
});
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const target = String(request.headers['x-amz-target'] ?? request.url);
  const operation = target.replace(/^.*[./]/, '') as keyof Answers;
  const query: string | undefined = JSON.parse(body).QueryString;
  asked.push(query === undefined ? operation : `${operation} ${query}`);
  const answer = query === undefined ? answers[operation] : (answers.Search[query] ?? DENIED);
  const status =
    answer === DENIED ? ([403, { 'x-amzn-errortype': 'AccessDeniedException' }] as const) : ([200, {}] as const);
  response.writeHead(status[0], { 'content-type': 'application/json', ...status[1] });
  response.end(JSON.stringify(answer));
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function told(changes: Partial<Answers>, region = 'eu-west-1') {
  answers = { ...USUAL, ...changes };
  const clients = awsClients({
    credentials: async () => ({ accessKeyId: 'key', secretAccessKey: 'secret' }),
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ account: ACCOUNT, send: plainSend },
  });
  const source = otherSources(clients, new Set(['ec2:volume'])).find(
    ({ reach }) => (reach === 'global') === (region === 'global'),
  );
  const gaps: NotedGap[] = [];
  const rows = [];
  for await (const page of source?.others(scopeOf(ACCOUNT, region), (gap) => gaps.push(gap)) ?? [])
    for (const { type, taggable, rows: some } of page)
      for (const { id, tags, region: own, taggable: ofRow } of some)
        rows.push({ id, type, tags, region: own, taggable: ofRow ?? taggable });
  return { rows, gaps };
}

const tagged = (...arns: readonly string[]) => ({
  PaginationToken: '',
  ResourceTagMappingList: arns.map((arn) => ({ ResourceARN: arn, Tags: [{ Key: 'Team', Value: 'data' }] })),
});
const explored = (...resources: readonly object[]) => ({ Resources: resources, ViewArn: VIEW });
const BROKER = at('broker:b:1');
const isOnlyTagged = (why: string) => ({
  reason: 'unsupported',
  detail: `only what has or once had a tag is listed by tag:GetResources: ${why}`,
});

test.each<[string, Partial<Answers>, string]>([
  ['there is no index', { ListIndexes: { Indexes: [] } }, 'Resource Explorer has no index there'],
  [
    'an index is elsewhere',
    { ListIndexes: { Indexes: [{ Region: 'us-east-1', Type: 'AGGREGATOR' }] } },
    'Resource Explorer has no index there',
  ],
  ['there is no view', { ListViews: { Views: [] } }, 'Resource Explorer has no view there that shows everything'],
  [
    'every view hides something',
    {
      BatchGetView: {
        Views: [
          view({ Filters: { FilterString: 'service:ec2' } }),
          view({ Scope: 'arn:aws:organizations::1:ou/o-1/ou-1' }),
          view({ Scope: 'arn:aws:iam::222222222222:root' }),
        ],
      },
    },
    'Resource Explorer has no view there that shows everything',
  ],
])('where %s, what is tagged is told and nothing is searched', async (_, changes, why) => {
  const { rows, gaps } = await told({ GetResources: tagged(BROKER), ...changes });
  expect(rows.map(({ id }) => id)).toEqual([BROKER]);
  expect(gaps).toEqual([isOnlyTagged(why)]);
  expect(asked).not.toContain('ListResources');
});

test.each<[string, object]>([
  ['the account', view({ Scope: `arn:aws:iam::${ACCOUNT}:root` })],
  ['its organisation', view({ Scope: 'arn:aws:organizations::999999999999:organization/o-1' })],
  ['what nobody says', view({ Filters: { FilterString: '' } })],
])('a view of %s shows everything', async (_, one) => {
  const { rows, gaps } = await told({ BatchGetView: { Views: [one] }, ListResources: explored({ Arn: BROKER }) });
  expect({ ids: rows.map(({ id }) => id), gaps }).toEqual({ ids: [BROKER], gaps: [] });
});

test('tags are those that the list of what is tagged has, then those of the index', async () => {
  const data = (Value: string) => [{ Name: 'tags', Data: [{ Key: 'Team', Value }] }];
  const { rows } = await told({
    GetResources: tagged(BROKER),
    ListResources: explored(
      { Arn: BROKER, Properties: data('of yesterday') },
      { Arn: at('broker:b:2'), Properties: data('web') },
      { Arn: at('broker:b:3'), Properties: [] },
    ),
  });
  expect(rows.map(({ tags }) => tags)).toEqual([{ Team: 'data' }, { Team: 'web' }, {}]);
});

test.each<[string, Partial<Answers>, string]>([
  ['a view that leaves tags out', { BatchGetView: { Views: [view({ IncludedProperties: [] })] } }, BROKER],
  ['IAM, whose tags are not indexed', {}, at('policy/p', 'iam', '', ACCOUNT)],
])('by %s tags are unknown, and not none', async (_, changes, arn) => {
  const { rows } = await told({ ...changes, ListResources: explored({ Arn: arn }) });
  expect(rows.map(({ id, tags }) => ({ id, tags }))).toEqual([{ id: arn, tags: undefined }]);
});

test('what can’t be tagged is not untagged', async () => {
  const { rows } = await told({
    ListResources: explored({ Arn: at('auto-backup:ab-1', 'rds') }, { Arn: at('broker:b:1') }),
  });
  expect(rows.map(({ type, taggable }) => [type, taggable])).toEqual([
    ['rds:auto-backup', false],
    ['mq:broker', true],
  ]);
});

test('what has a collector, and what others share, is told elsewhere', async () => {
  const elsewhere = [at('volume/vol-1', 'ec2'), at('broker:b:1', 'mq', 'eu-west-1', '222222222222')];
  const { rows, gaps } = await told({
    GetResources: tagged(...elsewhere),
    ListResources: explored(...elsewhere.map((Arn) => ({ Arn }))),
  });
  expect({ rows, gaps }).toEqual({ rows: [], gaps: [] });
});

test('what an ARN doesn’t tell the type of is left out with a gap, unless the index has a word for it', async () => {
  const [nameless, named] = [at('something', 'newservice'), at('other', 'newservice')];
  const { rows, gaps } = await told({
    GetResources: tagged(nameless, 'no arn at all'),
    ListResources: explored({ Arn: named, ResourceType: 'newservice:thing' }, { Arn: nameless, ResourceType: 'a b' }),
  });
  expect(rows).toMatchObject([{ id: named, type: 'newservice:thing' }]);
  expect(gaps.map(({ reason, detail }) => [reason, detail.replace(/ are .*/, '')])).toEqual([
    ['unsupported', 'resources of newservice'],
    ['unsupported', 'resources of a service'],
  ]);
});

test.each([
  ['at home, it is told once, beside the regions', 'us-east-1', []],
  ['elsewhere, by services that have their home there', 'us-west-2', ['global']],
  ['and in none', 'global', ['global']],
])('what has no region: %s', async (_, region, regions) => {
  const { rows } = await told(
    { GetResources: tagged('arn:aws:globalaccelerator::111111111111:accelerator/1') },
    region,
  );
  expect(rows.map((row) => row.region)).toEqual(regions);
});

test('a page that another view answered is a failure, and not a list without resources', async () => {
  await expect(told({ ListResources: { Resources: [], ViewArn: 'another' } })).rejects.toMatchObject({
    facts: { code: 'AnotherView' },
  });
});

test.each([
  ['GetResources', { GetResources: { PaginationToken: 'again', ResourceTagMappingList: [] } }],
  ['ListResources', { ListResources: { ...explored(), NextToken: 'again' } }],
])('pages of %s that lead back are a failure', async (_, changes) => {
  await expect(told(changes)).rejects.toMatchObject({ facts: { code: 'RepeatedPage' } });
});

const TYPES = ['dms:rep', 'ec2:volume', 'mq:broker'];
const searching = (Search: Answers['Search']): Partial<Answers> => ({
  ListResources: DENIED,
  ListSupportedResourceTypes: { ResourceTypes: TYPES.map((ResourceType) => ({ ResourceType })) },
  Search,
});
const results = (Complete: boolean, ...arns: readonly string[]) => ({
  ...explored(...arns.map((Arn) => ({ Arn }))),
  Count: { TotalResources: arns.length, Complete },
});
const searched = () => asked.filter((one) => one.startsWith('Search'));

test('a search that finds everything is one', async () => {
  const { rows, gaps } = await told(searching({ 'region:eu-west-1': results(true, BROKER) }));
  expect({ ids: rows.map(({ id }) => id), gaps }).toEqual({ ids: [BROKER], gaps: [] });
  expect(searched()).toEqual(['Search region:eu-west-1']);
});

test('a search that stops is made type by type, but for those that have a collector', async () => {
  const [second, third] = [at('rep:A', 'dms'), at('broker:b:3')];
  const { rows, gaps } = await told(
    searching({
      'region:eu-west-1': results(false, BROKER),
      'region:eu-west-1 resourcetype:dms:rep': results(true, second),
      'region:eu-west-1 resourcetype:mq:broker': results(true, BROKER, third),
    }),
  );
  expect(rows.map(({ id }) => id)).toEqual([BROKER, second, third]);
  expect(gaps).toEqual([]);
  expect(searched()).toHaveLength(3);
});

test('a type that a search can’t tell whole fails the list, when all that it tells is told', async () => {
  const part = results(false, BROKER);
  const listing = told(
    searching({
      'region:eu-west-1': part,
      'region:eu-west-1 resourcetype:dms:rep': part,
      'region:eu-west-1 resourcetype:mq:broker': results(true),
    }),
  );
  await expect(listing).rejects.toMatchObject({
    facts: { code: 'TooManyResults', action: 'resource-explorer-2:Search' },
  });
  expect(searched()).toHaveLength(3);
});

test('where both are refused, the list is what is missing', async () => {
  const { gaps } = await told({ ListResources: DENIED });
  expect(gaps.map(({ action }) => action)).toEqual(['resource-explorer-2:Search', undefined]);
});
