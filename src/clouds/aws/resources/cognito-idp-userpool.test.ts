import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { cognitoIdpUserpool } from './cognito-idp-userpool.ts';

const item = { Id: 'eu-west-1_AbCdEfGhI', Name: 'customers', CreationDate: new Date('2026-01-02T03:04:05Z') };

test('a user pool in our words', () =>
  expect(cognitoIdpUserpool.normalize({ item, tags: { team: 'shop' } }, scopeOf('123456789012', 'eu-west-1'))).toEqual({
    id: 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI',
    name: 'customers',
    createdAt: '2026-01-02T03:04:05.000Z',
    tags: { team: 'shop' },
    attributes: {},
  }));
