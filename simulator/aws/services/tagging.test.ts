import {
  GetResourcesCommand,
  GetTagValuesCommand,
  paginateGetResources,
  paginateGetTagKeys,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { afterAll, expect, test } from 'vitest';
import { startSimulator } from '../../start.ts';
import { asAccount } from '../../test/clients.ts';
import { pagesOf } from '../../test/pages.ts';

const simulator = await startSimulator({ resources: 3000 });
afterAll(() => simulator.close());

const account = simulator.estate.accounts[1]?.id ?? '';
const client = new ResourceGroupsTaggingAPIClient(await asAccount(simulator, account));
const here = simulator.estate.resources.filter(
  // What has no region comes here, but for what IAM has and what is at home elsewhere.
  ({ account: owner, region, type, taggable }) =>
    owner === account &&
    ['us-east-1', 'global'].includes(region) &&
    !/^(iam|globalaccelerator):/.test(type) &&
    taggable,
);
const tagged = here.filter(({ tags }) => Object.keys(tags).length > 0);

const listed = async (question: ConstructorParameters<typeof GetResourcesCommand>[0] = {}) => {
  const pages = await pagesOf(paginateGetResources({ client }, question));
  return { pages, found: pages.flatMap(({ ResourceTagMappingList = [] }) => ResourceTagMappingList) };
};

test('lists a hundred a page: the tagged and the once tagged, never the never tagged', async () => {
  const { pages, found } = await listed();
  expect(pages.slice(0, -1).every(({ ResourceTagMappingList }) => ResourceTagMappingList?.length === 100)).toBe(true);
  const arns = new Set(found.map(({ ResourceARN }) => ResourceARN));
  expect(tagged.every(({ id }) => arns.has(id))).toBe(true);
  const untagged = here.length - tagged.length;
  const onceTagged = found.filter(({ Tags }) => Tags?.length === 0);
  expect(onceTagged.length).toBeGreaterThan(0);
  expect(onceTagged.length).toBeLessThan(untagged);
  expect(pages.at(-1)?.PaginationToken).toBe('');
});

test.each([
  ['ec2:instance', (type: string) => type === 'ec2:instance'],
  ['s3', (type: string) => type === 's3:bucket'],
  ['rds:db', (type: string) => type === 'rds:db'],
  ['elasticloadbalancing:loadbalancer/app', (type: string) => type === 'elasticloadbalancing:loadbalancer/app'],
  ['elasticloadbalancing:loadbalancer', (type: string) => type.startsWith('elasticloadbalancing:loadbalancer')],
])('filters by type %s', async (filter, matches) => {
  const { found } = await listed({ ResourceTypeFilters: [filter] });
  const arns = found.filter(({ Tags }) => Tags?.length).map(({ ResourceARN }) => ResourceARN);
  expect(arns).toEqual(tagged.filter(({ type }) => matches(type)).map(({ id }) => id));
});

test('filters by tags, all of which must be there', async () => {
  const { found } = await listed({
    TagFilters: [{ Key: 'Team', Values: ['payments', 'data'] }, { Key: 'Owner' }],
  });
  const expected = tagged.filter(({ tags }) => ['payments', 'data'].includes(tags.Team ?? '') && 'Owner' in tags);
  expect(found.map(({ ResourceARN }) => ResourceARN)).toEqual(expected.map(({ id }) => id));
});

test('tells keys and values', async () => {
  const pages = await pagesOf(paginateGetTagKeys({ client }, {}));
  const keys = new Set(tagged.flatMap(({ tags }) => Object.keys(tags)));
  expect(pages.flatMap(({ TagKeys = [] }) => TagKeys)).toEqual([...keys].sort());
  const { TagValues = [] } = await client.send(new GetTagValuesCommand({ Key: 'Environment' }));
  expect(TagValues).toContain('production');
});

test('refuses a token that belongs to another question', async () => {
  const { PaginationToken } = await client.send(new GetResourcesCommand({ ResourcesPerPage: 10 }));
  const elsewhere = new GetResourcesCommand({ PaginationToken, ResourceTypeFilters: ['s3'] });
  await expect(client.send(elsewhere)).rejects.toMatchObject({ name: 'PaginationTokenExpiredException' });
});
