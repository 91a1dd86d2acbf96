import {
  ListResourcesCommand,
  paginateListIndexes,
  paginateListResources,
  ResourceExplorer2Client,
  SearchCommand,
} from '@aws-sdk/client-resource-explorer-2';
import { afterAll, expect, test } from 'vitest';
import { startSimulator } from '../../start.ts';
import { asAccount } from '../../test/clients.ts';
import { pagesOf } from '../../test/pages.ts';

const simulator = await startSimulator({ resources: 3000 });
afterAll(() => simulator.close());

const account = simulator.estate.accounts[1]?.id ?? '';
const signedIn = await asAccount(simulator, account);
const home = new ResourceExplorer2Client({ ...signedIn, region: 'us-east-1' });
const ireland = new ResourceExplorer2Client({ ...signedIn, region: 'eu-west-1' });
// AWS's own keys are nobody's.
const all = simulator.estate.resources.filter(
  (one) => one.account === account && one.type !== 'iam:access-key' && !one.beyondInventory,
);

const listed = async (client: ResourceExplorer2Client, FilterString?: string) => {
  const filters = FilterString === undefined ? {} : { Filters: { FilterString } };
  const pages = await pagesOf(paginateListResources({ client, pageSize: 100 }, filters));
  return pages.flatMap(({ Resources = [] }) => Resources.map(({ Arn }) => Arn)).sort();
};
const idsWhere = (holds: (one: (typeof all)[number]) => boolean) =>
  all
    .filter(holds)
    .map(({ id }) => id)
    .sort();

test('one index has everything, the others what is in their region and in none', async () => {
  const pages = await pagesOf(paginateListIndexes({ client: ireland }, { Type: 'AGGREGATOR' }));
  expect(pages.flatMap(({ Indexes = [] }) => Indexes.map(({ Region }) => Region))).toEqual(['us-east-1']);
  expect(await listed(home)).toEqual(idsWhere(() => true));
  expect(await listed(ireland)).toEqual(idsWhere(({ region }) => ['eu-west-1', 'global'].includes(region)));
});

test.each([
  ['region:us-east-1', ({ region }) => region === 'us-east-1'],
  ['service:mq', ({ type }) => type === 'mq:broker'],
  ['resourcetype:ec2:volume region:us-east-1', ({ type, region }) => type === 'ec2:volume' && region === 'us-east-1'],
  ['tag:Environment=production', ({ tags }) => tags.Environment === 'production'],
] satisfies [string, (one: (typeof all)[number]) => boolean][])('filters by %s', async (filter, holds) => {
  const ids = idsWhere(holds);
  expect(ids.length).toBeGreaterThan(0);
  expect(await listed(home, filter)).toEqual(ids);
});

test('tells tags where there are any, but those of IAM', async () => {
  const { Resources = [] } = await home.send(new SearchCommand({ QueryString: 'region:global', MaxResults: 1000 }));
  const told = new Map(Resources.map(({ Arn, Properties = [] }) => [Arn, Properties.length > 0]));
  const known = all.filter(({ id }) => told.has(id));
  expect(known.filter(({ type }) => type.startsWith('iam:')).length).toBeGreaterThan(0);
  for (const { id, type, tags } of known)
    expect(told.get(id)).toBe(!type.startsWith('iam:') && Object.keys(tags).length > 0);
});

test('refuses a view that it doesn’t have', async () => {
  const question = new ListResourcesCommand({
    ViewArn: `arn:aws:resource-explorer-2:us-east-1:${account}:view/none/1`,
  });
  await expect(home.send(question)).rejects.toMatchObject({ name: 'UnauthorizedException' });
});
