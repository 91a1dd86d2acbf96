import type { LoadBalancerDescription } from '@aws-sdk/client-elastic-load-balancing';
import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { elasticloadbalancingLoadbalancer } from './elasticloadbalancing-loadbalancer.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const id = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188';
const balancer: LoadBalancer = {
  LoadBalancerArn: id,
  LoadBalancerName: 'web',
  Type: 'application',
  Scheme: 'internet-facing',
  DNSName: 'web-1.eu-west-1.elb.amazonaws.com',
  VpcId: 'vpc-1',
  State: { Code: 'active' },
  CreatedTime: new Date('2025-01-02T03:04:05Z'),
  AvailabilityZones: [{ ZoneName: 'eu-west-1a' }, { ZoneName: 'eu-west-1b' }],
  SecurityGroups: ['sg-1'],
};
const health = { healthyTargets: 1, unhealthyTargets: 0 };
const raw = { balancer, tags: {}, targetGroups: ['arn:tg'], health };

test('a load balancer in our words', () =>
  expect(elasticloadbalancingLoadbalancer.normalize(raw, scope)).toEqual({
    id,
    name: 'web',
    state: 'running',
    providerState: 'active',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: {},
    attributes: {
      loadBalancerType: 'application',
      scheme: 'internet-facing',
      dnsName: 'web-1.eu-west-1.elb.amazonaws.com',
      networkId: 'vpc-1',
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      securityGroups: ['sg-1'],
      targetGroups: ['arn:tg'],
      healthyTargets: 1,
      unhealthyTargets: 0,
    },
  }));

test('what could not be read is unknown, not none', () => {
  const facts = elasticloadbalancingLoadbalancer.normalize(
    { balancer, tags: undefined, targetGroups: undefined, health: undefined },
    scope,
  );
  expect(facts.tags).toBeUndefined();
  expect(facts.attributes).toMatchObject({
    targetGroups: undefined,
    healthyTargets: undefined,
    unhealthyTargets: undefined,
  });
});

test('a classic load balancer has its name for an id, and no state', () => {
  const classic: LoadBalancerDescription = {
    LoadBalancerName: 'old',
    VPCId: 'vpc-1',
    AvailabilityZones: ['eu-west-1a'],
  };
  expect(elasticloadbalancingLoadbalancer.normalize({ classic, tags: { team: 'web' }, health }, scope)).toMatchObject({
    id: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/old',
    name: 'old',
    tags: { team: 'web' },
    attributes: {
      loadBalancerType: 'classic',
      networkId: 'vpc-1',
      availabilityZones: ['eu-west-1a'],
      healthyTargets: 1,
    },
  });
});
