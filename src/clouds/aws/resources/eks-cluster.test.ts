import type { Cluster } from '@aws-sdk/client-eks';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { eksCluster } from './eks-cluster.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const cluster: Cluster = {
  name: 'platform',
  arn: 'arn:aws:eks:eu-west-1:123456789012:cluster/platform',
  status: 'ACTIVE',
  version: '1.34',
  createdAt: new Date('2025-01-02T03:04:05Z'),
  tags: { team: 'platform' },
};

test('a cluster in our words', () =>
  expect(eksCluster.normalize({ name: 'platform', cluster }, scope)).toEqual({
    id: 'arn:aws:eks:eu-west-1:123456789012:cluster/platform',
    name: 'platform',
    state: 'running',
    providerState: 'ACTIVE',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'platform' },
    attributes: {},
  }));

test.each([
  ['CREATING', 'pending'],
  ['PENDING', 'pending'],
  ['UPDATING', 'running'],
  ['DELETING', 'deleting'],
  ['FAILED', 'failed'],
] as const)('the state %s is %s', (word, state) =>
  expect(eksCluster.normalize({ name: 'platform', cluster: { ...cluster, status: word } }, scope)).toMatchObject({
    state,
    providerState: word,
  }),
);

test('what could not be described stays unknown', () =>
  expect(eksCluster.normalize({ name: 'platform', cluster: undefined }, scope)).toEqual({
    id: 'arn:aws:eks:eu-west-1:123456789012:cluster/platform',
    name: 'platform',
    tags: undefined,
    attributes: {},
  }));

test('without tags there are none', () =>
  expect(eksCluster.normalize({ name: 'platform', cluster: {} }, scope).tags).toEqual({}));
