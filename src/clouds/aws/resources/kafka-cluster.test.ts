import type { Cluster } from '@aws-sdk/client-kafka';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { kafkaCluster } from './kafka-cluster.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const cluster: Cluster = {
  ClusterArn: 'arn:aws:kafka:eu-west-1:123456789012:cluster/bus/1b4e28ba-2fa1-11d2-883f-0016d3cca427-3',
  ClusterName: 'bus',
  State: 'ACTIVE',
  CreationTime: new Date('2025-01-02T03:04:05Z'),
  Tags: { team: 'data' },
};

test('a cluster in our words', () =>
  expect(kafkaCluster.normalize(cluster, scope)).toEqual({
    id: 'arn:aws:kafka:eu-west-1:123456789012:cluster/bus/1b4e28ba-2fa1-11d2-883f-0016d3cca427-3',
    name: 'bus',
    state: 'running',
    providerState: 'ACTIVE',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'data' },
    attributes: {},
  }));

test.each([
  ['CREATING', 'pending'],
  ['HEALING', 'running'],
  ['REBOOTING_BROKER', 'running'],
  ['DELETING', 'deleting'],
  ['FAILED', 'failed'],
] as const)('the state %s is %s', (word, state) =>
  expect(kafkaCluster.normalize({ ...cluster, State: word }, scope)).toMatchObject({ state, providerState: word }),
);

test('without tags there are none', () => {
  const { Tags: _, ...untagged } = cluster;
  expect(kafkaCluster.normalize(untagged, scope).tags).toEqual({});
});
