import type { ReplicationGroup } from '@aws-sdk/client-elasticache';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { elasticacheReplicationgroup } from './elasticache-replicationgroup.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const group: ReplicationGroup = {
  ARN: 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions',
  ReplicationGroupId: 'sessions',
  Status: 'available',
  CacheNodeType: 'cache.m7g.large',
  Engine: 'valkey',
  ReplicationGroupCreateTime: new Date('2025-01-02T03:04:05Z'),
};

test('a group of nodes in our words', () =>
  expect(elasticacheReplicationgroup.normalize({ item: group, tags: { team: 'shop' } }, scope)).toEqual({
    id: 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions',
    name: 'sessions',
    state: 'running',
    providerState: 'available',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'shop' },
    attributes: { instanceType: 'cache.m7g.large', engine: 'valkey' },
  }));

test.each([
  ['creating', 'pending'],
  ['snapshotting', 'running'],
  ['deleting', 'deleting'],
  ['new', 'unknown'],
] as const)('the state %s is %s', (word, state) =>
  expect(elasticacheReplicationgroup.normalize({ item: { ...group, Status: word }, tags: {} }, scope)).toMatchObject({
    state,
    providerState: word,
  }),
);

test('tags that could not be read stay unknown', () =>
  expect(elasticacheReplicationgroup.normalize({ item: group, tags: undefined }, scope).tags).toBeUndefined());
