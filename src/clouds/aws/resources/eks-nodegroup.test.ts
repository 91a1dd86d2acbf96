import type { Nodegroup } from '@aws-sdk/client-eks';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { eksNodegroup } from './eks-nodegroup.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const group: Nodegroup = {
  nodegroupName: 'spot',
  nodegroupArn: 'arn:aws:eks:eu-west-1:123456789012:nodegroup/platform/spot/1b4e28ba-2fa1-11d2-883f-0016d3cca427',
  clusterName: 'platform',
  status: 'ACTIVE',
  createdAt: new Date('2025-01-02T03:04:05Z'),
  tags: { team: 'platform' },
};

test('a group of nodes in our words', () =>
  expect(eksNodegroup.normalize(group, scope)).toEqual({
    id: 'arn:aws:eks:eu-west-1:123456789012:nodegroup/platform/spot/1b4e28ba-2fa1-11d2-883f-0016d3cca427',
    name: 'spot',
    state: 'running',
    providerState: 'ACTIVE',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'platform' },
    attributes: {},
  }));

test.each([
  ['CREATING', 'pending'],
  ['UPDATING', 'running'],
  ['DEGRADED', 'running'],
  ['DELETING', 'deleting'],
  ['CREATE_FAILED', 'failed'],
  ['DELETE_FAILED', 'failed'],
] as const)('the state %s is %s', (word, state) =>
  expect(eksNodegroup.normalize({ ...group, status: word }, scope)).toMatchObject({ state, providerState: word }),
);

test('without an ARN it is none', () =>
  expect(() => eksNodegroup.normalize({}, scope)).toThrow(
    expect.objectContaining({ facts: expect.objectContaining({ code: 'NoId' }) }),
  ));
