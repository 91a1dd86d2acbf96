import type { User } from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { iamUser } from './iam-user.ts';

const scope = scopeOf('123456789012');
const user: User = {
  UserName: 'ada',
  UserId: 'AIDA1',
  Path: '/people/',
  Arn: 'arn:aws:iam::123456789012:user/people/ada',
  CreateDate: new Date('2025-01-02T03:04:05Z'),
  PasswordLastUsed: new Date('2026-01-02T03:04:05Z'),
};

test('a user in our words', () =>
  expect(iamUser.normalize({ item: user, tags: {} }, scope)).toEqual({
    id: 'arn:aws:iam::123456789012:user/people/ada',
    name: 'ada',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: {},
    attributes: { path: '/people/', lastUsedAt: '2026-01-02T03:04:05.000Z' },
  }));
