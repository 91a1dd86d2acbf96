import {
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  paginateDescribeLoadBalancers,
  paginateDescribeTargetGroups,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, expect, test } from 'vitest';
import {
  type LoadBalancerDetail,
  loadBalancerTypes,
  type TargetGroupDetail,
  targetGroupType,
} from '../../estate/aws/load-balancers.ts';
import { startSimulator } from '../../start.ts';
import { asAccount } from '../../test/clients.ts';
import { pagesOf } from '../../test/pages.ts';

const simulator = await startSimulator({ resources: 8000 });
afterAll(() => simulator.close());

const account = simulator.estate.accounts[1]?.id ?? '';
const client = new ElasticLoadBalancingV2Client(await asAccount(simulator, account));
const balancers = Object.values(loadBalancerTypes).flatMap((type) =>
  simulator.estate.of<LoadBalancerDetail>(type, account, 'us-east-1'),
);
const groups = simulator.estate.of<TargetGroupDetail>(targetGroupType, account, 'us-east-1');

test('pages of load balancers of three types', async () => {
  const pages = await pagesOf(paginateDescribeLoadBalancers({ client }, { PageSize: 10 }));
  expect(pages).toHaveLength(Math.ceil(balancers.length / 10));
  const found = pages.flatMap(({ LoadBalancers = [] }) => LoadBalancers);
  expect(found.map(({ LoadBalancerArn, Type }) => [LoadBalancerArn, Type])).toEqual(
    balancers.map(({ id, detail }) => [id, detail.kind]),
  );
  expect(new Set(found.map(({ Type }) => Type))).toEqual(new Set(['application', 'network', 'gateway']));
});

test('pages of target groups, some of which nobody uses', async () => {
  const pages = await pagesOf(paginateDescribeTargetGroups({ client }, { PageSize: 10 }));
  const found = pages.flatMap(({ TargetGroups = [] }) => TargetGroups);
  expect(found.map(({ TargetGroupArn, LoadBalancerArns }) => [TargetGroupArn, LoadBalancerArns])).toEqual(
    groups.map(({ id, detail }) => [id, detail.loadBalancer ? [detail.loadBalancer] : []]),
  );
  expect(found.some(({ LoadBalancerArns }) => LoadBalancerArns?.length === 0)).toBe(true);
});

test('target groups of one load balancer', async () => {
  const LoadBalancerArn = balancers[0]?.id;
  const { TargetGroups = [] } = await client.send(new DescribeTargetGroupsCommand({ LoadBalancerArn }));
  expect(TargetGroups.map(({ TargetGroupArn }) => TargetGroupArn)).toEqual(
    groups.filter(({ detail }) => detail.loadBalancer === LoadBalancerArn).map(({ id }) => id),
  );
});

test.each([
  ['healthy', (group: TargetGroupDetail) => group.loadBalancer && group.targets.every(({ healthy }) => healthy)],
  ['unused', (group: TargetGroupDetail) => !group.loadBalancer],
] as const)('targets that are %s', async (state, matches) => {
  const group = groups.find(({ detail }) => detail.targets.length > 0 && matches(detail));
  const { TargetHealthDescriptions = [] } = await client.send(
    new DescribeTargetHealthCommand({ TargetGroupArn: group?.id }),
  );
  expect(TargetHealthDescriptions.map(({ Target, TargetHealth }) => [Target?.Id, TargetHealth?.State])).toEqual(
    group?.detail.targets.map(({ instanceId }) => [instanceId, state]),
  );
});

test('tags of up to twenty, of either kind', async () => {
  const asked = [...balancers.slice(0, 12), ...groups.slice(0, 8)];
  const { TagDescriptions = [] } = await client.send(
    new DescribeTagsCommand({ ResourceArns: asked.map(({ id }) => id) }),
  );
  expect(
    TagDescriptions.map(({ Tags = [] }) => Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]))),
  ).toEqual(asked.map(({ tags }) => tags));
  const tooMany = balancers.slice(0, 21).map(({ id }) => id);
  await expect(client.send(new DescribeTagsCommand({ ResourceArns: tooMany }))).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'Cannot have more than 20 resources described',
  });
});

test('one that is not there', async () => {
  await expect(client.send(new DescribeLoadBalancersCommand({ Names: ['nobody'] }))).rejects.toMatchObject({
    name: 'LoadBalancerNotFoundException',
  });
});
