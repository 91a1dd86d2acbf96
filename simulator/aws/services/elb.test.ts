import {
  DescribeInstanceHealthCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  ElasticLoadBalancingClient,
  paginateDescribeLoadBalancers,
} from '@aws-sdk/client-elastic-load-balancing';
import { afterAll, expect, test } from 'vitest';
import { type ClassicLoadBalancerDetail, classicLoadBalancerType } from '../../estate/aws/load-balancers.ts';
import { startSimulator } from '../../start.ts';
import { asAccount } from '../../test/clients.ts';
import { pagesOf } from '../../test/pages.ts';

const simulator = await startSimulator({ resources: 20_000 });
afterAll(() => simulator.close());

const account = simulator.estate.accounts[1]?.id ?? '';
const client = new ElasticLoadBalancingClient(await asAccount(simulator, account));
const planted = simulator.estate.of<ClassicLoadBalancerDetail>(classicLoadBalancerType, account, 'us-east-1');

test('pages of load balancers', async () => {
  const pages = await pagesOf(paginateDescribeLoadBalancers({ client }, { PageSize: 4 }));
  expect(pages).toHaveLength(Math.ceil(planted.length / 4));
  const found = pages.flatMap(({ LoadBalancerDescriptions = [] }) => LoadBalancerDescriptions);
  expect(found.map(({ LoadBalancerName, Instances }) => [LoadBalancerName, Instances?.length])).toEqual(
    planted.map(({ name, detail }) => [name, detail.targets.length]),
  );
});

test('tags of up to twenty', async () => {
  const asked = planted.slice(0, 20);
  const { TagDescriptions = [] } = await client.send(
    new DescribeTagsCommand({ LoadBalancerNames: asked.map(({ name = '' }) => name) }),
  );
  expect(
    TagDescriptions.map(({ Tags = [] }) => Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]))),
  ).toEqual(asked.map(({ tags }) => tags));
  const tooMany = Array.from({ length: 21 }, () => planted[0]?.name ?? '');
  await expect(client.send(new DescribeTagsCommand({ LoadBalancerNames: tooMany }))).rejects.toMatchObject({
    name: 'ValidationError',
  });
});

test('health of the instances behind one', async () => {
  const balancer = planted.find(({ detail }) => detail.targets.length > 0);
  const { InstanceStates = [] } = await client.send(
    new DescribeInstanceHealthCommand({ LoadBalancerName: balancer?.name }),
  );
  expect(InstanceStates.map(({ InstanceId, State }) => ({ InstanceId, State }))).toEqual(
    balancer?.detail.targets.map(({ instanceId, healthy }) => ({
      InstanceId: instanceId,
      State: healthy ? 'InService' : 'OutOfService',
    })),
  );
});

test('one that is not there', async () => {
  await expect(client.send(new DescribeLoadBalancersCommand({ LoadBalancerNames: ['nobody'] }))).rejects.toMatchObject({
    name: 'AccessPointNotFoundException',
  });
});
