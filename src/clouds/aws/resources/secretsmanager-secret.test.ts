import type { SecretListEntry } from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { secretsmanagerSecret } from './secretsmanager-secret.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const secret: SecretListEntry = {
  ARN: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/token-a1B2c3',
  Name: 'shop/token',
  CreatedDate: new Date('2026-01-02T03:04:05Z'),
  Tags: [{ Key: 'team', Value: 'shop' }],
};

test('a secret in our words', () =>
  expect(secretsmanagerSecret.normalize(secret, scope)).toEqual({
    id: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/token-a1B2c3',
    name: 'shop/token',
    createdAt: '2026-01-02T03:04:05.000Z',
    tags: { team: 'shop' },
    flags: undefined,
    attributes: {},
  }));

test('a secret without tags has none, and one that a service keeps says so', () =>
  expect(secretsmanagerSecret.normalize({ ...secret, Tags: undefined, OwningService: 'rds' }, scope)).toMatchObject({
    tags: {},
    flags: ['managed-by-provider'],
  }));
