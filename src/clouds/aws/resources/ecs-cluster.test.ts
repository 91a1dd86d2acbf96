import type { Cluster } from '@aws-sdk/client-ecs';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { ecsCluster } from './ecs-cluster.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const cluster: Cluster = {
  clusterArn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/shop',
  clusterName: 'shop',
  status: 'ACTIVE',
  tags: [{ key: 'team', value: 'shop' }],
};

test('a cluster in our words', () =>
  expect(ecsCluster.normalize({ arn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/shop', cluster }, scope)).toEqual({
    id: 'arn:aws:ecs:eu-west-1:123456789012:cluster/shop',
    name: 'shop',
    state: 'available',
    providerState: 'ACTIVE',
    tags: { team: 'shop' },
    attributes: {},
  }));

test.each([
  ['PROVISIONING', 'pending'],
  ['DEPROVISIONING', 'deleting'],
  ['FAILED', 'failed'],
  ['INACTIVE', 'terminated'],
  ['NEW', 'unknown'],
] as const)('the state %s is %s', (word, state) =>
  expect(
    ecsCluster.normalize(
      { arn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/shop', cluster: { ...cluster, status: word } },
      scope,
    ),
  ).toMatchObject({ state, providerState: word }),
);

test('what could not be described stays unknown', () =>
  expect(
    ecsCluster.normalize({ arn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/shop', cluster: undefined }, scope),
  ).toEqual({
    id: 'arn:aws:ecs:eu-west-1:123456789012:cluster/shop',
    name: 'shop',
    tags: undefined,
    attributes: {},
  }));

test('without tags there are none', () =>
  expect(
    ecsCluster.normalize({ arn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/shop', cluster: {} }, scope).tags,
  ).toEqual({}));
