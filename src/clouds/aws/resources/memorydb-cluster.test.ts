import type { Cluster } from '@aws-sdk/client-memorydb';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { memorydbCluster } from './memorydb-cluster.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const cluster: Cluster = {
  ARN: 'arn:aws:memorydb:eu-west-1:123456789012:cluster/ledger',
  Name: 'ledger',
  Status: 'available',
  NodeType: 'db.r7g.large',
  Engine: 'valkey',
  EngineVersion: '7.3',
};

test('a cluster in our words', () =>
  expect(memorydbCluster.normalize({ item: cluster, tags: { team: 'shop' } }, scope)).toEqual({
    id: 'arn:aws:memorydb:eu-west-1:123456789012:cluster/ledger',
    name: 'ledger',
    state: 'running',
    providerState: 'available',
    tags: { team: 'shop' },
    attributes: { instanceType: 'db.r7g.large', engine: 'valkey', engineVersion: '7.3' },
  }));

test.each([
  ['creating', 'pending'],
  ['snapshotting', 'running'],
  ['deleting', 'deleting'],
  ['new', 'unknown'],
] as const)('the state %s is %s', (word, state) =>
  expect(memorydbCluster.normalize({ item: { ...cluster, Status: word }, tags: {} }, scope)).toMatchObject({
    state,
    providerState: word,
  }),
);

test('tags that could not be read stay unknown', () =>
  expect(memorydbCluster.normalize({ item: cluster, tags: undefined }, scope).tags).toBeUndefined());
