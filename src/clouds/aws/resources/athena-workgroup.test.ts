import type { WorkGroupSummary } from '@aws-sdk/client-athena';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { athenaWorkgroup } from './athena-workgroup.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const workgroup: WorkGroupSummary = {
  Name: 'reports',
  State: 'ENABLED',
  CreationTime: new Date('2025-01-02T03:04:05Z'),
};

test('a workgroup in our words', () =>
  expect(athenaWorkgroup.normalize({ item: workgroup, tags: { team: 'data' } }, scope)).toEqual({
    id: 'arn:aws:athena:eu-west-1:123456789012:workgroup/reports',
    name: 'reports',
    state: 'available',
    providerState: 'ENABLED',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'data' },
    attributes: {},
  }));

test.each([['DISABLED', 'suspended']] as const)('the state %s is %s', (word, state) =>
  expect(athenaWorkgroup.normalize({ item: { ...workgroup, State: word }, tags: {} }, scope)).toMatchObject({
    state,
    providerState: word,
  }),
);

test('tags that could not be read stay unknown', () =>
  expect(athenaWorkgroup.normalize({ item: workgroup, tags: undefined }, scope).tags).toBeUndefined());
