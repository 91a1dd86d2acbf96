import type { CacheCluster } from '@aws-sdk/client-elasticache';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { elasticacheCluster } from './elasticache-cluster.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const cluster: CacheCluster = {
  ARN: 'arn:aws:elasticache:eu-west-1:123456789012:cluster:sessions-001',
  CacheClusterId: 'sessions-001',
  CacheClusterStatus: 'available',
  CacheNodeType: 'cache.m7g.large',
  Engine: 'valkey',
  EngineVersion: '8.0.1',
  CacheClusterCreateTime: new Date('2025-01-02T03:04:05Z'),
};

test('a cache in our words', () =>
  expect(elasticacheCluster.normalize({ item: cluster, tags: { team: 'shop' } }, scope)).toEqual({
    id: 'arn:aws:elasticache:eu-west-1:123456789012:cluster:sessions-001',
    name: 'sessions-001',
    state: 'running',
    providerState: 'available',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'shop' },
    attributes: { instanceType: 'cache.m7g.large', engine: 'valkey', engineVersion: '8.0.1' },
  }));

test.each([
  ['creating', 'pending'],
  ['snapshotting', 'running'],
  ['deleting', 'deleting'],
  ['new', 'unknown'],
] as const)('the state %s is %s', (word, state) =>
  expect(
    elasticacheCluster.normalize({ item: { ...cluster, CacheClusterStatus: word }, tags: {} }, scope),
  ).toMatchObject({ state, providerState: word }),
);

test('tags that could not be read stay unknown', () =>
  expect(elasticacheCluster.normalize({ item: cluster, tags: undefined }, scope).tags).toBeUndefined());
