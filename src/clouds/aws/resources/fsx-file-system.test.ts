import type { FileSystem } from '@aws-sdk/client-fsx';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { fsxFileSystem } from './fsx-file-system.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const fileSystem: FileSystem = {
  ResourceARN: 'arn:aws:fsx:eu-west-1:123456789012:file-system/fs-1',
  FileSystemId: 'fs-1',
  CreationTime: new Date('2025-01-02T03:04:05Z'),
  Lifecycle: 'AVAILABLE',
  Tags: [{ Key: 'Name', Value: 'share' }],
};

test('a file system in our words', () =>
  expect(fsxFileSystem.normalize(fileSystem, scope)).toEqual({
    id: 'arn:aws:fsx:eu-west-1:123456789012:file-system/fs-1',
    name: 'share',
    state: 'available',
    providerState: 'AVAILABLE',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { Name: 'share' },
    attributes: {},
  }));

test.each([
  ['CREATING', 'pending'],
  ['UPDATING', 'available'],
  ['MISCONFIGURED', 'available'],
  ['MISCONFIGURED_UNAVAILABLE', 'failed'],
  ['DELETING', 'deleting'],
  ['FAILED', 'failed'],
] as const)('the state %s is %s', (word, state) =>
  expect(fsxFileSystem.normalize({ ...fileSystem, Lifecycle: word }, scope)).toMatchObject({
    state,
    providerState: word,
  }),
);

test('without a tag of that name it has none', () =>
  expect(fsxFileSystem.normalize({ ...fileSystem, Tags: [] }, scope)).toMatchObject({ name: undefined, tags: {} }));
