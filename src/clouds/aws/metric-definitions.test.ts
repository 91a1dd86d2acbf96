import { expect, test } from 'vitest';
import { metricSubject } from './metric-definitions.ts';

const elb = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer';

test.each([
  ['ec2:instance', 'arn:aws:ec2:eu-west-1:1:instance/i-1', 'AWS/EC2', 'InstanceId', 'i-1'],
  ['ec2:volume', 'arn:aws:ec2:eu-west-1:1:volume/vol-1', 'AWS/EBS', 'VolumeId', 'vol-1'],
  ['ec2:natgateway', 'arn:aws:ec2:eu-west-1:1:natgateway/nat-1', 'AWS/NATGateway', 'NatGatewayId', 'nat-1'],
  ['rds:db', 'arn:aws:rds:eu-west-1:1:db:orders', 'AWS/RDS', 'DBInstanceIdentifier', 'orders'],
  ['lambda:function', 'arn:aws:lambda:eu-west-1:1:function:resize', 'AWS/Lambda', 'FunctionName', 'resize'],
  ['elasticloadbalancing:loadbalancer', `${elb}/app/web/50dc`, 'AWS/ApplicationELB', 'LoadBalancer', 'app/web/50dc'],
  ['elasticloadbalancing:loadbalancer', `${elb}/net/web/50dc`, 'AWS/NetworkELB', 'LoadBalancer', 'net/web/50dc'],
  ['elasticloadbalancing:loadbalancer', `${elb}/gwy/web/50dc`, 'AWS/GatewayELB', 'LoadBalancer', 'gwy/web/50dc'],
  ['elasticloadbalancing:loadbalancer', `${elb}/app`, 'AWS/ELB', 'LoadBalancerName', 'app'],
])('%s %s is %s %s %s', (type, id, namespace, Name, Value) =>
  expect(metricSubject({ type, id })).toMatchObject({ namespace, dimension: { Name, Value } }),
);
