import type { AccessKeyMetadata, User } from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { iamAccessKey } from './iam-access-key.ts';

const scope = scopeOf('123456789012');
const user: User = {
  UserName: 'ada',
  UserId: 'AIDA1',
  Path: '/',
  Arn: 'arn:aws:iam::123456789012:user/ada',
  CreateDate: new Date('2025-01-02T03:04:05Z'),
};
const key: AccessKeyMetadata = {
  UserName: 'ada',
  AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  Status: 'Active',
  CreateDate: new Date('2025-02-03T00:00:00Z'),
};

test('of a key only the end is kept', () => {
  const facts = iamAccessKey.normalize({ user, key, lastUsed: new Date('2026-01-02T03:04:05Z') }, scope);
  expect(facts).toEqual({
    id: 'arn:aws:iam::123456789012:user/ada/access-key/…MPLE',
    name: '…MPLE',
    state: 'available',
    providerState: 'Active',
    createdAt: '2025-02-03T00:00:00.000Z',
    tags: {},
    attributes: { owner: 'ada', lastUsedAt: '2026-01-02T03:04:05.000Z' },
  });
  expect(JSON.stringify(facts)).not.toContain('AKIA');
});

test.each([
  ['Inactive', 'suspended'],
  ['Expired', 'unknown'],
] as const)('a key that is %s is %s', (Status, state) =>
  expect(iamAccessKey.normalize({ user, key: { ...key, Status }, lastUsed: undefined }, scope)).toMatchObject({
    state,
    attributes: { lastUsedAt: undefined },
  }),
);
