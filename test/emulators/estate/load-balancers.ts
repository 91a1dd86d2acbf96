import {
  CreateLoadBalancerCommand as CreateClassicCommand,
  RegisterInstancesWithLoadBalancerCommand,
} from '@aws-sdk/client-elastic-load-balancing';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { eachOf } from '../places.ts';
import type { Network } from './networks.ts';
import { given, type Plot } from './plot.ts';
import { tagList, VARIANTS, type VariantName, variantAt } from './variants.ts';

const TYPE = 'elasticloadbalancing:loadbalancer';

/** One more than the most that a page of them takes, with those that every place has. */
export const CROWD = 400;

const tagsFor = (variant: VariantName) =>
  Object.keys(VARIANTS[variant].tags).length === 0 ? {} : { Tags: tagList(variant) };

/** Of each sort one, with a target group, and a crowd where there is to be one. */
export async function plantLoadBalancers(
  plot: Plot,
  network: Network,
  instances: readonly string[],
  crowd: number,
): Promise<void> {
  const group = await plantTargetGroup(plot, network, instances);
  const web = await plantBalancer(plot, network, 'web', 'application', 'good', [group]);
  await plot.place.elbv2.send(
    new CreateListenerCommand({
      LoadBalancerArn: web,
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'forward', TargetGroupArn: group }],
    }),
  );
  await plantBalancer(plot, network, 'relay', 'network', 'never', []);
  await plantClassic(plot, network, instances);
  const numbers = Array.from({ length: crowd }, (_, index) => index);
  await eachOf(numbers, async (index) => {
    await plantBalancer(plot, network, `crowd-${index}`, 'network', variantAt(index), []);
  });
}

async function plantTargetGroup(plot: Plot, { vpc }: Network, instances: readonly string[]): Promise<string> {
  const { elbv2 } = plot.place;
  const { TargetGroups } = await elbv2.send(
    new CreateTargetGroupCommand({
      Name: 'web',
      Protocol: 'HTTP',
      Port: 8080,
      VpcId: vpc,
      TargetType: 'instance',
      ...tagsFor('emptyOwner'),
    }),
  );
  const group = given(TargetGroups?.[0]?.TargetGroupArn, 'target group');
  // The first and the third run; what doesn't is not healthy.
  const Targets = [instances[0], instances[2]].map((Id) => ({ Id: given(Id, 'instance') }));
  await elbv2.send(new RegisterTargetsCommand({ TargetGroupArn: group, Targets }));
  plot.add('elasticloadbalancing:targetgroup', group, 'emptyOwner', {
    name: 'web',
    attributes: {
      protocol: 'HTTP',
      port: 8080,
      networkId: vpc,
      targetType: 'instance',
      healthyTargets: 2,
      unhealthyTargets: 0,
    },
  });
  const { TargetGroups: idle } = await elbv2.send(
    new CreateTargetGroupCommand({ Name: 'idle', Protocol: 'HTTP', Port: 8081, VpcId: vpc }),
  );
  plot.add('elasticloadbalancing:targetgroup', given(idle?.[0]?.TargetGroupArn, 'target group'), 'never', {
    name: 'idle',
    attributes: { healthyTargets: 0, unhealthyTargets: 0, loadBalancers: [] },
  });
  return group;
}

async function plantBalancer(
  plot: Plot,
  { subnets, vpc }: Network,
  Name: string,
  Type: 'application' | 'network',
  variant: VariantName,
  targetGroups: readonly string[],
): Promise<string> {
  const Scheme = 'internal';
  const { LoadBalancers } = await plot.place.elbv2.send(
    new CreateLoadBalancerCommand({ Name, Type, Scheme, Subnets: [...subnets], ...tagsFor(variant) }),
  );
  const arn = given(LoadBalancers?.[0]?.LoadBalancerArn, 'load balancer');
  plot.add(TYPE, arn, variant, {
    name: Name,
    attributes: {
      ...{ loadBalancerType: Type, scheme: Scheme, networkId: vpc, targetGroups },
      ...{ healthyTargets: targetGroups.length * 2, unhealthyTargets: 0 },
    },
  });
  return arn;
}

async function plantClassic(plot: Plot, { subnets }: Network, instances: readonly string[]): Promise<void> {
  const { elb } = plot.place;
  const Listeners = [{ Protocol: 'HTTP', LoadBalancerPort: 80, InstancePort: 80 }];
  for (const [LoadBalancerName, variant] of [
    ['old-web', 'longOwner'],
    ['old-idle', 'never'],
  ] as const) {
    await elb.send(
      new CreateClassicCommand({ LoadBalancerName, Listeners, Subnets: subnets.slice(0, 1), ...tagsFor(variant) }),
    );
    plot.add(TYPE, plot.arn('elasticloadbalancing', `loadbalancer/${LoadBalancerName}`), variant, {
      name: LoadBalancerName,
      attributes: { loadBalancerType: 'classic', healthyTargets: variant === 'never' ? 0 : 1, unhealthyTargets: 0 },
    });
  }
  const Instances = [{ InstanceId: given(instances[0], 'instance') }];
  await elb.send(new RegisterInstancesWithLoadBalancerCommand({ LoadBalancerName: 'old-web', Instances }));
}
