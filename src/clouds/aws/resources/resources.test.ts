import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import {
  accountClients,
  collectAll,
  countingSend,
  SPOILT_ANSWERS,
  scopeOf,
  simulatedCompany,
} from '../../../../test/support/aws.ts';
import { CloudError } from '../../../model/errors.ts';
import type { AwsCollector } from '../collector.ts';
import { awsCollectors } from './index.ts';

// So large that of each type some place has more than a page; the tests read the account with the least.
const company = simulatedCompany({ resources: 100_000 });
afterEach(() => company.simulator.faults.clear());

/** What the company has of a type. The simulator has four types of load balancers. */
const plantedOf = ({ type }: AwsCollector) =>
  Object.entries(company.simulator.truth.clouds.aws.types).flatMap(([name, { resources }]) =>
    name.split('/')[0] === type ? resources : [],
  );

/** What one small account has of a type, and where to look for it. */
function planted(collector: AwsCollector) {
  const [account] = company.simulator.truth.clouds.aws.accounts;
  if (!account) throw new Error('the company has no account');
  const resources = plantedOf(collector).filter((resource) => resource.account === account.id);
  const regions = collector.reach === 'global' ? ['global'] : account.regions;
  return { account: account.id, resources, regions };
}

const PAGE = 20;

/** The size of a page where nobody can ask for another. */
const FIXED_PAGES: Readonly<Record<string, number>> = {
  'codebuild:project': 100,
  'elasticmapreduce:cluster': 50,
  'sns:topic': 100,
};

const pageOf = ({ type }: AwsCollector): number => FIXED_PAGES[type] ?? PAGE;

/** What is listed through what it is in: `service/shop/web` is of the cluster `shop`. */
const PARENTS: Readonly<Record<string, string>> = { 'ecs:service': 'ecs:cluster', 'eks:nodegroup': 'eks:cluster' };

type Planted = ReturnType<typeof plantedOf>[number];

const placeOf = ({ reach }: AwsCollector, { account, region }: Planted): string =>
  reach === 'global' ? `${account} global` : `${account} ${region}`;

/** The parents in one place with the number of children of each. */
function familiesOf({ type }: AwsCollector, resources: readonly Planted[]): readonly number[] {
  const [one] = resources;
  const parents = (company.simulator.truth.clouds.aws.types[PARENTS[type] ?? '']?.resources ?? []).filter(
    ({ account, region }) => account === one?.account && region === one.region,
  );
  return parents.map(({ name }) => resources.filter(({ id }) => id.split('/')[1] === name).length);
}

/** Whether so many need a second page; parents and the children of one have pages of their own. */
function needTwoPages(collector: AwsCollector, resources: readonly Planted[]): boolean {
  const page = pageOf(collector);
  if (!PARENTS[collector.type]) return resources.length > page;
  const families = familiesOf(collector, resources);
  return families.length > page && families.some((children) => children > page);
}

/** The place with the fewest of a type that still need a second page. */
function crowded(collector: AwsCollector) {
  const places = Map.groupBy(plantedOf(collector), (resource) => placeOf(collector, resource));
  const [place] = [...places]
    .filter(([, found]) => needTwoPages(collector, found))
    .sort(([, a], [, b]) => a.length - b.length);
  if (!place) throw new Error(`nowhere do ${collector.type} need a second page`);
  const [account = '', region = ''] = place[0].split(' ');
  return { account, region, resources: place[1] };
}

/** An access key is known by its end alone. */
const known = (collector: AwsCollector, resources: readonly { id: string }[]): string[] =>
  resources.map(({ id }) => (collector.type === 'iam:access-key' ? id.slice(-4) : id)).sort();

const pagesOf = (count: number, page = PAGE): number => Math.max(1, Math.ceil(count / page));

/** Listed without their tags, or whatever else is told of one alone. */
const ASKED_ONE_BY_ONE = [
  ...['acm:certificate', 'bedrock:agent', 'bedrock:guardrail', 'bedrock:knowledge-base', 'cloudfront:distribution'],
  ...['cloudwatch:alarm', 'codepipeline:pipeline', 'cognito-idp:userpool', 'logs:log-group', 'sagemaker:domain'],
  ...['sagemaker:endpoint', 'sagemaker:notebook-instance', 'sns:topic', 'sqs:queue', 'states:stateMachine'],
  ...['athena:workgroup', 'backup:backup-vault', 'ecr:repository', 'eks:cluster', 'elasticache:cluster'],
  ...['elasticache:replicationgroup', 'elasticmapreduce:cluster', 'firehose:deliverystream', 'glue:crawler'],
  ...['glue:database', 'glue:job', 'iam:role', 'iam:user', 'kinesis:stream', 'lambda:function', 'memorydb:cluster'],
  ...['workspaces:workspace'],
];

/** Neither operation has pages. */
const UNPAGED = ['ec2:elastic-ip', 'ec2:vpn-gateway', 'es:domain'];

/** So many calls list and detail so many resources, and no fewer can. */
function leastCalls(collector: AwsCollector, resources: readonly Planted[]): number | undefined {
  const { type } = collector;
  const count = resources.length;
  // Five are described at once.
  if (type === 'es:domain') return 1 + Math.ceil(count / 5) + count;
  if (UNPAGED.includes(type)) return 1;
  if (ASKED_ONE_BY_ONE.includes(type)) return pagesOf(count, pageOf(collector)) + count;
  if (type === 'dynamodb:table') return pagesOf(count) + 2 * count;
  if (type === 's3:bucket') return pagesOf(count) + 3 * count;
  // A page is described at once.
  if (type === 'ecs:cluster') return 2 * pagesOf(count);
  if (PARENTS[type]) {
    const families = familiesOf(collector, resources);
    const described = (children: number) => (type === 'ecs:service' ? Math.ceil(children / 10) : children);
    return families.reduce(
      (calls, children) => calls + pagesOf(children) + described(children),
      pagesOf(families.length),
    );
  }
  // Names go by the page, and what is to know of them too.
  if (type === 'codebuild:project') return 2 * pagesOf(count, pageOf(collector));
  if (type === 'route53:hostedzone') return pagesOf(count) + pagesOf(count, 10);
  // Tags go by the page, health by the group.
  if (type === 'elasticloadbalancing:targetgroup') return 2 * pagesOf(count) + count;
  // These depend on what else is there: instance types in use, users, target groups, keys of AWS's, buses.
  const others = ['ec2:instance', 'elasticloadbalancing:loadbalancer', 'events:rule', 'iam:access-key', 'kms:key'];
  if (others.includes(type)) return undefined;
  return pagesOf(count);
}

/** Of these, so many list: classic load balancers apart from the others, and parents for their children. */
function listingCalls(collector: AwsCollector, resources: readonly Planted[]): number {
  const { type } = collector;
  if (UNPAGED.includes(type)) return 1;
  if (PARENTS[type]) return pagesOf(familiesOf(collector, resources).length);
  if (type === 'elasticloadbalancing:loadbalancer') {
    const classic = resources.filter(({ id }) => id.split('/').length === 2).length;
    return pagesOf(classic) + pagesOf(resources.length - classic);
  }
  if (type === 'iam:access-key') {
    const users = company.simulator.truth.clouds.aws.types['iam:user']?.resources ?? [];
    return pagesOf(users.filter(({ account }) => account === resources[0]?.account).length);
  }
  // The buses of a region, which are few.
  if (type === 'events:rule') return 1;
  if (type === 'kms:key') {
    const ofAws = company.simulator.truth.clouds.aws.beyond_inventory.filter(
      (one) => one.type === type && one.account === resources[0]?.account && one.region === resources[0]?.region,
    );
    return pagesOf(resources.length + ofAws.length);
  }
  return pagesOf(resources.length, pageOf(collector));
}

// Where the operation is not the permission's name.
const OPERATIONS: Readonly<Record<string, string>> = {
  's3:GetLifecycleConfiguration': 'GetBucketLifecycleConfiguration',
};

// All but the last of these list, and the last is not asked where the list tells the region.
const LISTING_TOO = [
  ...['ecs:ListServices', 'eks:DescribeNodegroup', 'eks:ListNodegroups', 'events:ListRules', 'iam:ListAccessKeys'],
  'kms:ListAliases',
  's3:GetBucketLocation',
];

describe.each(awsCollectors)('$type', (collector) => {
  const [listing, ...details] = collector.permissions;

  test('lists more than a page by the fewest calls, all of them named in its permissions', async () => {
    const { account, region, resources } = crowded(collector);
    const { send, calls } = countingSend();
    const clients = await accountClients(company.simulator, account, { send, pageSize: PAGE });
    const { resources: found, gaps } = await collectAll(collector, clients, scopeOf(account, region));
    expect(gaps).toEqual([]);
    expect(known(collector, found)).toEqual(known(collector, resources));
    expect(calls.map(({ action }) => action).filter((action) => !collector.permissions.includes(action))).toEqual([]);
    expect(new Set(calls.map(({ account: asked }) => asked))).toEqual(new Set([account]));
    const least = leastCalls(collector, resources);
    if (least !== undefined) expect(calls).toHaveLength(least);
    expect(calls.filter(({ action }) => action === listing)).toHaveLength(listingCalls(collector, resources));
  });

  test('tells what is there in every region, with its tags, and `{}` where there are none', async () => {
    const { account, resources, regions } = planted(collector);
    const clients = await accountClients(company.simulator, account);
    const found = [];
    for (const region of regions)
      found.push(...(await collectAll(collector, clients, scopeOf(account, region))).resources);
    expect(known(collector, found)).toEqual(known(collector, resources));
    const truth = new Map(resources.map((resource) => [resource.id, resource]));
    for (const { id, tags, name } of found) {
      expect(tags).toEqual(truth.get(id)?.tags ?? {});
      if (truth.has(id)) expect(name).toBe(truth.get(id)?.name);
    }
    const isUntagged = ({ tags }: { tags?: object | undefined }) => tags && Object.keys(tags).length === 0;
    expect(found.filter(isUntagged).length).toBe(resources.filter(isUntagged).length);
  });

  test.each([
    ['deny', 'denied', false],
    ['throttle', 'throttled', true],
  ] as const)('to %s it is an error', async (kind, reason, retryable) => {
    const { account, regions } = planted(collector);
    const clients = await accountClients(company.simulator, account);
    company.simulator.faults.add({ kind, service: listing.split(':')[0] ?? '' });
    const error = await collectAll(collector, clients, scopeOf(account, regions[0])).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CloudError);
    expect(error).toMatchObject({ facts: { reason, retryable, action: listing } });
  });

  test.each(SPOILT_ANSWERS)('whose answer meets %s has failed, and is no empty list', async (kind, code, retryable) => {
    const { account, regions } = planted(collector);
    const clients = await accountClients(company.simulator, account);
    company.simulator.faults.add({ kind, service: listing.split(':')[0] ?? '' });
    const error = await collectAll(collector, clients, scopeOf(account, regions[0])).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ facts: { reason: 'failed', code, retryable, action: listing } });
  });

  const asked = details.filter((action) => !LISTING_TOO.includes(action));

  test.each(asked)('without %s the resources stay, and one gap says so', async (action) => {
    const { account, resources, regions } = planted(collector);
    const [region = ''] = regions;
    const clients = await accountClients(company.simulator, account);
    company.simulator.faults.denyAllBut(collector.permissions.filter((permission) => permission !== action));
    const { resources: found, gaps } = await collectAll(collector, clients, scopeOf(account, region));
    const here = resources.filter((resource) => region === 'global' || resource.region === region);
    expect(known(collector, found)).toEqual(known(collector, here));
    expect(gaps).toMatchObject([{ reason: 'denied', detail: expect.stringMatching(`^${action} was denied`) }]);
    if (/Tag/.test(action) && !/Target/.test(action))
      expect(found.filter(({ tags }) => tags !== undefined)).toEqual([]);
  });

  test.each(asked)('where another answers for %s the resources stay, and one gap says so', async (action) => {
    const { account, resources, regions } = planted(collector);
    const [region = ''] = regions;
    const clients = await accountClients(company.simulator, account);
    const operation = OPERATIONS[action] ?? action.slice(action.indexOf(':') + 1);
    company.simulator.faults.add({ kind: 'html', operation });
    const { resources: found, gaps } = await collectAll(collector, clients, scopeOf(account, region));
    const here = resources.filter((resource) => region === 'global' || resource.region === region);
    expect(known(collector, found)).toEqual(known(collector, here));
    expect(gaps).toEqual([{ reason: 'failed', detail: `${action} failed (NotAnAwsAnswer)`, action }]);
  });
});

test('a type is read by one collector', () => {
  expect(new Set(awsCollectors.map(({ type }) => type)).size).toBe(awsCollectors.length);
});

/** `states:stateMachine` lies in `states-state-machine.ts`. */
const fileOf = (type: string): string =>
  type.replace(':', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

test.each(awsCollectors)('$type has a file of its name, and a test beside it', ({ type }) => {
  const files = readdirSync(import.meta.dirname);
  expect(files).toContain(`${fileOf(type)}.ts`);
  expect(files).toContain(`${fileOf(type)}.test.ts`);
});
