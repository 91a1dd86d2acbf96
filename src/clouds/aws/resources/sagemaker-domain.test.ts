import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { sagemakerDomain } from './sagemaker-domain.ts';

const DomainArn = 'arn:aws:sagemaker:eu-west-1:123456789012:domain/d-abcdefghijkl';
const item = {
  DomainArn,
  DomainName: 'ranking',
  Status: 'InService',
  CreationTime: new Date('2026-01-02T03:04:05Z'),
} as const;

test('one in our words', () =>
  expect(sagemakerDomain.normalize({ item, tags: { team: 'search' } }, scopeOf('123456789012', 'eu-west-1'))).toEqual({
    id: DomainArn,
    name: 'ranking',
    state: 'available',
    providerState: 'InService',
    createdAt: '2026-01-02T03:04:05.000Z',
    tags: { team: 'search' },
    attributes: {},
  }));
