import { expect, test } from 'vitest';
import { scopeOf } from '../../../test/support/aws.ts';
import type { ResourceFacts } from '../../model/resource.ts';
import { elasticloadbalancingLoadbalancer } from './resources/elasticloadbalancing-loadbalancer.ts';
import { elasticloadbalancingTargetgroup } from './resources/elasticloadbalancing-targetgroup.ts';
import { iamRole } from './resources/iam-role.ts';
import { iamUser } from './resources/iam-user.ts';

const scope = scopeOf('123456789012');
const unread = { tags: undefined, health: undefined };
const role = { Path: '/', RoleName: 'r', RoleId: 'r', Arn: undefined, CreateDate: undefined };
const user = { Path: '/', UserName: 'u', UserId: 'u', Arn: undefined, CreateDate: undefined };

test.each<[action: string, normalize: () => ResourceFacts]>([
  ['iam:ListRoles', () => iamRole.normalize({ role, tags: undefined }, scope)],
  ['iam:ListUsers', () => iamUser.normalize({ user, tags: undefined }, scope)],
  [
    'elasticloadbalancing:DescribeLoadBalancers',
    () => elasticloadbalancingLoadbalancer.normalize({ balancer: {}, targetGroups: undefined, ...unread }, scope),
  ],
  [
    'elasticloadbalancing:DescribeTargetGroups',
    () => elasticloadbalancingTargetgroup.normalize({ group: {}, ...unread }, scope),
  ],
])('a row of %s without an id is a failure of the listing', (action, normalize) =>
  expect(normalize).toThrow(`${action} failed (NoId)`),
);
