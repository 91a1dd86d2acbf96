import type { Volume } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { ec2Volume } from './ec2-volume.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const volume: Volume = {
  VolumeId: 'vol-1',
  VolumeType: 'gp3',
  State: 'in-use',
  Size: 100,
  Iops: 3000,
  Throughput: 125,
  Encrypted: true,
  CreateTime: new Date('2025-01-02T03:04:05Z'),
  AvailabilityZone: 'eu-west-1a',
  SnapshotId: '',
  Attachments: [{ InstanceId: 'i-1', State: 'attached', AttachTime: new Date('2025-02-03T00:00:00Z') }],
  Tags: [{ Key: 'Name', Value: 'data' }, { Key: 'Empty' }],
};

test('a volume in our words', () =>
  expect(ec2Volume.normalize(volume, scope)).toEqual({
    id: 'arn:aws:ec2:eu-west-1:123456789012:volume/vol-1',
    name: 'data',
    state: 'in-use',
    providerState: 'in-use',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { Name: 'data', Empty: '' },
    attributes: {
      storageType: 'gp3',
      sizeGib: 100,
      iops: 3000,
      throughputMibps: 125,
      encrypted: true,
      attachedTo: ['arn:aws:ec2:eu-west-1:123456789012:instance/i-1'],
      attachedAt: '2025-02-03T00:00:00.000Z',
      availabilityZone: 'eu-west-1a',
      snapshotId: undefined,
    },
  }));

test('a loose volume is attached to nothing, also while the last attachment is still told', () => {
  const { attributes } = ec2Volume.normalize(
    { ...volume, Attachments: [{ InstanceId: 'i-1', State: 'detached' }] },
    scope,
  );
  expect(attributes).toMatchObject({ attachedTo: [], attachedAt: undefined });
});

test('what is not told stays unknown', () => {
  const facts = ec2Volume.normalize({ VolumeId: 'vol-1' }, scope);
  expect(facts).toMatchObject({ name: undefined, state: 'unknown', createdAt: undefined, tags: {} });
  expect(facts.attributes).toMatchObject({ sizeGib: undefined, iops: undefined, encrypted: undefined });
});
