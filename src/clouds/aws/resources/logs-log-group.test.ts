import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { logsLogGroup } from './logs-log-group.ts';

const ARN = 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/resize';
const scope = scopeOf('123456789012', 'eu-west-1');

test.each([
  ['of both ARNs', { logGroupArn: ARN, arn: `${ARN}:*` }],
  ['of the older one alone', { arn: `${ARN}:*` }],
])('a log group %s in our words', (_, arns) =>
  expect(
    logsLogGroup.normalize(
      { item: { ...arns, logGroupName: '/aws/lambda/resize', creationTime: 1_767_323_045_678 }, tags: {} },
      scope,
    ),
  ).toEqual({
    id: ARN,
    name: '/aws/lambda/resize',
    createdAt: '2026-01-02T03:04:05.678Z',
    tags: {},
    attributes: {},
  }),
);

test('a log group without a time of its own', () =>
  expect(logsLogGroup.normalize({ item: { logGroupArn: ARN }, tags: {} }, scope).createdAt).toBeUndefined());
