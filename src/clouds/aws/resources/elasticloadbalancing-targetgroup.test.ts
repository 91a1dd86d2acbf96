import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { elasticloadbalancingTargetgroup } from './elasticloadbalancing-targetgroup.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const id = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/73e2d6bc24d8a067';
const group: TargetGroup = {
  TargetGroupArn: id,
  TargetGroupName: 'web',
  TargetType: 'ip',
  Protocol: 'HTTP',
  Port: 8080,
  VpcId: 'vpc-1',
  LoadBalancerArns: [],
};

test.each([
  ['of known health', { healthyTargets: 2, unhealthyTargets: 1 }, { healthyTargets: 2, unhealthyTargets: 1 }],
  ['of unknown health', undefined, { healthyTargets: undefined, unhealthyTargets: undefined }],
])('a target group %s', (_, health, counts) =>
  expect(elasticloadbalancingTargetgroup.normalize({ group, tags: { team: 'web' }, health }, scope)).toEqual({
    id,
    name: 'web',
    tags: { team: 'web' },
    attributes: { targetType: 'ip', protocol: 'HTTP', port: 8080, networkId: 'vpc-1', loadBalancers: [], ...counts },
  }),
);

test('tags that could not be read are unknown', () =>
  expect(
    elasticloadbalancingTargetgroup.normalize({ group, tags: undefined, health: undefined }, scope).tags,
  ).toBeUndefined());
