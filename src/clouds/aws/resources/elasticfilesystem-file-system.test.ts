import type { FileSystemDescription } from '@aws-sdk/client-efs';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { elasticfilesystemFileSystem } from './elasticfilesystem-file-system.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const fileSystem: FileSystemDescription = {
  OwnerId: '123456789012',
  CreationToken: 'console-1',
  FileSystemId: 'fs-1',
  FileSystemArn: 'arn:aws:elasticfilesystem:eu-west-1:123456789012:file-system/fs-1',
  CreationTime: new Date('2025-01-02T03:04:05Z'),
  LifeCycleState: 'available',
  Name: 'home',
  NumberOfMountTargets: 2,
  SizeInBytes: { Value: 6144 },
  PerformanceMode: 'generalPurpose',
  Tags: [{ Key: 'Name', Value: 'home' }],
};

test('a file system in our words', () =>
  expect(elasticfilesystemFileSystem.normalize(fileSystem, scope)).toEqual({
    id: 'arn:aws:elasticfilesystem:eu-west-1:123456789012:file-system/fs-1',
    name: 'home',
    state: 'available',
    providerState: 'available',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { Name: 'home' },
    attributes: {},
  }));

test.each([
  ['creating', 'pending'],
  ['updating', 'available'],
  ['deleting', 'deleting'],
  ['deleted', 'terminated'],
  ['error', 'failed'],
] as const)('the state %s is %s', (word, state) =>
  expect(elasticfilesystemFileSystem.normalize({ ...fileSystem, LifeCycleState: word }, scope)).toMatchObject({
    state,
    providerState: word,
  }),
);

test('without a tag of that name it has none', () =>
  expect(elasticfilesystemFileSystem.normalize({ ...fileSystem, Tags: [] }, scope)).toMatchObject({
    name: undefined,
    tags: {},
  }));
