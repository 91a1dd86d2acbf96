import type { ClusterSummary } from '@aws-sdk/client-emr';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { elasticmapreduceCluster } from './elasticmapreduce-cluster.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const cluster: ClusterSummary = {
  Id: 'j-2AXXXXXXGAPLF',
  Name: 'nightly',
  ClusterArn: 'arn:aws:elasticmapreduce:eu-west-1:123456789012:cluster/j-2AXXXXXXGAPLF',
  Status: { State: 'WAITING', Timeline: { CreationDateTime: new Date('2025-01-02T03:04:05Z') } },
};

test('a cluster in our words', () =>
  expect(elasticmapreduceCluster.normalize({ item: cluster, tags: { team: 'data' } }, scope)).toEqual({
    id: 'arn:aws:elasticmapreduce:eu-west-1:123456789012:cluster/j-2AXXXXXXGAPLF',
    name: 'nightly',
    state: 'running',
    providerState: 'WAITING',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'data' },
    attributes: {},
  }));

test.each([
  ['STARTING', 'pending'],
  ['BOOTSTRAPPING', 'pending'],
  ['RUNNING', 'running'],
  ['TERMINATING', 'deleting'],
] as const)('the state %s is %s', (word, state) =>
  expect(
    elasticmapreduceCluster.normalize({ item: { ...cluster, Status: { State: word } }, tags: {} }, scope),
  ).toMatchObject({ state, providerState: word }),
);

test('tags that could not be read stay unknown', () =>
  expect(elasticmapreduceCluster.normalize({ item: cluster, tags: undefined }, scope).tags).toBeUndefined());
