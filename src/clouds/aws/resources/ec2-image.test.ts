import type { Image } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { ec2Image } from './ec2-image.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const image: Image = {
  ImageId: 'ami-1',
  Name: 'golden-2025',
  State: 'available',
  CreationDate: '2025-01-02T03:04:05.000Z',
  Public: false,
  PlatformDetails: 'Linux/UNIX',
  Architecture: 'arm64',
  BlockDeviceMappings: [{ Ebs: { SnapshotId: 'snap-1' } }, { VirtualName: 'ephemeral0' }],
  DeprecationTime: '2027-01-02T03:04:05.000Z',
  Tags: [],
};

test('an image in our words', () =>
  expect(ec2Image.normalize(image, scope)).toEqual({
    id: 'arn:aws:ec2:eu-west-1:123456789012:image/ami-1',
    name: 'golden-2025',
    state: 'available',
    providerState: 'available',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: {},
    flags: undefined,
    attributes: {
      platform: 'Linux/UNIX',
      architecture: 'arm64',
      snapshotIds: ['snap-1'],
      isPublic: false,
      lastLaunchedAt: undefined,
      deprecatedAt: '2027-01-02T03:04:05.000Z',
    },
  }));

test('one that everybody may start is flagged', () =>
  expect(ec2Image.normalize({ ...image, Public: true }, scope)).toMatchObject({
    flags: ['publicly-shared'],
    attributes: { isPublic: true },
  }));

test('the tag Name is its name before its own', () =>
  expect(ec2Image.normalize({ ...image, Tags: [{ Key: 'Name', Value: 'golden' }] }, scope).name).toBe('golden'));
