import type { Cluster } from '@aws-sdk/client-redshift';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { redshiftCluster } from './redshift-cluster.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const cluster: Cluster = {
  ClusterIdentifier: 'dwh',
  ClusterNamespaceArn: 'arn:aws:redshift:eu-west-1:123456789012:namespace:1b4e28ba',
  NodeType: 'ra3.xlplus',
  ClusterStatus: 'available',
  ClusterVersion: '1.0',
  ClusterCreateTime: new Date('2025-01-02T03:04:05Z'),
  AutomatedSnapshotRetentionPeriod: 7,
  AvailabilityZone: 'eu-west-1a',
  VpcId: 'vpc-1',
  Encrypted: true,
  PubliclyAccessible: false,
  Tags: [{ Key: 'team', Value: 'data' }],
};

test('a cluster in our words', () =>
  expect(redshiftCluster.normalize(cluster, scope)).toEqual({
    id: 'arn:aws:redshift:eu-west-1:123456789012:cluster:dwh',
    name: 'dwh',
    state: 'running',
    providerState: 'available',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'data' },
    flags: undefined,
    attributes: {
      instanceType: 'ra3.xlplus',
      engineVersion: '1.0',
      encrypted: true,
      availabilityZone: 'eu-west-1a',
      networkId: 'vpc-1',
      backupRetentionDays: 7,
    },
  }));

test.each([
  ['creating', 'pending'],
  ['available, prep-for-resize', 'running'],
  ['resizing', 'running'],
  ['pausing', 'stopping'],
  ['paused', 'stopped'],
  ['deleting', 'deleting'],
  ['hardware-failure', 'failed'],
  ['new', 'unknown'],
] as const)('the state %s is %s', (word, state) =>
  expect(redshiftCluster.normalize({ ...cluster, ClusterStatus: word }, scope)).toMatchObject({
    state,
    providerState: word,
  }),
);

test('one that the internet reaches is flagged', () =>
  expect(redshiftCluster.normalize({ ...cluster, PubliclyAccessible: true }, scope).flags).toEqual([
    'publicly-accessible',
  ]));
