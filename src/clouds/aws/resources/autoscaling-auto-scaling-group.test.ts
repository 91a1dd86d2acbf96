import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { autoscalingAutoScalingGroup } from './autoscaling-auto-scaling-group.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const group: AutoScalingGroup = {
  AutoScalingGroupName: 'web',
  AutoScalingGroupARN:
    'arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:1b4e28ba-2fa1-11d2-883f-0016d3cca427:autoScalingGroupName/web',
  MinSize: 1,
  MaxSize: 4,
  DesiredCapacity: 2,
  DefaultCooldown: 300,
  AvailabilityZones: ['eu-west-1a'],
  HealthCheckType: 'EC2',
  CreatedTime: new Date('2025-01-02T03:04:05Z'),
  Tags: [{ Key: 'team', Value: 'web', PropagateAtLaunch: true }],
};

test('a group in our words', () =>
  expect(autoscalingAutoScalingGroup.normalize(group, scope)).toEqual({
    id: 'arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:1b4e28ba-2fa1-11d2-883f-0016d3cca427:autoScalingGroupName/web',
    name: 'web',
    state: 'available',
    providerState: undefined,
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'web' },
    attributes: {},
  }));

test.each([['Delete in progress', 'deleting']] as const)('the state %s is %s', (word, state) =>
  expect(autoscalingAutoScalingGroup.normalize({ ...group, Status: word }, scope)).toMatchObject({
    state,
    providerState: word,
  }),
);
