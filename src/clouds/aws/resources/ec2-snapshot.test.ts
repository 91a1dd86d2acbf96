import type { Snapshot } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { ec2Snapshot } from './ec2-snapshot.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const snapshot: Snapshot = {
  SnapshotId: 'snap-1',
  VolumeId: 'vol-1',
  VolumeSize: 50,
  State: 'completed',
  StartTime: new Date('2025-01-02T03:04:05Z'),
  Encrypted: false,
  StorageTier: 'archive',
  Description: '',
  Tags: [{ Key: 'Name', Value: 'nightly' }],
};

test('a snapshot in our words', () =>
  expect(ec2Snapshot.normalize(snapshot, scope)).toEqual({
    id: 'arn:aws:ec2:eu-west-1:123456789012:snapshot/snap-1',
    name: 'nightly',
    state: 'available',
    providerState: 'completed',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { Name: 'nightly' },
    attributes: {
      volumeId: 'vol-1',
      volumeSizeGib: 50,
      encrypted: false,
      storageTier: 'archive',
      description: undefined,
    },
  }));

test('a copy is of no volume', () =>
  expect(ec2Snapshot.normalize({ ...snapshot, VolumeId: 'vol-ffffffff' }, scope).attributes.volumeId).toBeUndefined());

test.each([
  ['pending', 'pending'],
  ['error', 'failed'],
  ['recoverable', 'unknown'],
] as const)('the state %s is %s', (State, state) =>
  expect(ec2Snapshot.normalize({ ...snapshot, State }, scope)).toMatchObject({ state, providerState: State }),
);
