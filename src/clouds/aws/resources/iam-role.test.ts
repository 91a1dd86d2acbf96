import type { Role } from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { iamRole } from './iam-role.ts';

const scope = scopeOf('123456789012');
const role: Role = {
  RoleName: 'deploy',
  RoleId: 'AROA1',
  Path: '/',
  Arn: 'arn:aws:iam::123456789012:role/deploy',
  CreateDate: new Date('2025-01-02T03:04:05Z'),
};

test('a role in our words', () =>
  expect(iamRole.normalize({ item: role, tags: { team: 'platform' } }, scope)).toEqual({
    id: 'arn:aws:iam::123456789012:role/deploy',
    name: 'deploy',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'platform' },
    flags: undefined,
    attributes: { path: '/', lastUsedAt: undefined, managedByProvider: false },
  }));

test.each([
  ['/aws-service-role/rds.amazonaws.com/', true],
  ['/aws-reserved/sso.amazonaws.com/eu-west-1/', true],
  ['/service-role/', false],
])('a role under %s is AWS’s own: %s', (Path, managedByProvider) => {
  const facts = iamRole.normalize({ item: { ...role, Path }, tags: {} }, scope);
  expect(facts.attributes.managedByProvider).toBe(managedByProvider);
  expect(facts.flags).toEqual(managedByProvider ? ['managed-by-provider'] : undefined);
});
