import { expect, test } from 'vitest';
import { scopeOf } from '../../../test/support/aws.ts';
import type { ResourceFacts } from '../../model/resource.ts';
import { ec2ElasticIp } from './resources/ec2-elastic-ip.ts';
import { ec2Image } from './resources/ec2-image.ts';
import { ec2Instance } from './resources/ec2-instance.ts';
import { ec2Natgateway } from './resources/ec2-natgateway.ts';
import { ec2SecurityGroup } from './resources/ec2-security-group.ts';
import { ec2Snapshot } from './resources/ec2-snapshot.ts';
import { ec2Subnet } from './resources/ec2-subnet.ts';
import { ec2Volume } from './resources/ec2-volume.ts';
import { ec2Vpc } from './resources/ec2-vpc.ts';
import { ec2VpnGateway } from './resources/ec2-vpn-gateway.ts';
import { elasticloadbalancingLoadbalancer } from './resources/elasticloadbalancing-loadbalancer.ts';
import { elasticloadbalancingTargetgroup } from './resources/elasticloadbalancing-targetgroup.ts';
import { iamAccessKey } from './resources/iam-access-key.ts';
import { iamRole } from './resources/iam-role.ts';
import { iamUser } from './resources/iam-user.ts';
import { lambdaFunction } from './resources/lambda-function.ts';
import { rdsCluster } from './resources/rds-cluster.ts';
import { rdsClusterSnapshot } from './resources/rds-cluster-snapshot.ts';
import { rdsDb } from './resources/rds-db.ts';
import { rdsSnapshot } from './resources/rds-snapshot.ts';
import { s3Bucket } from './resources/s3-bucket.ts';

const scope = scopeOf('123456789012');
const unread = { tags: undefined, health: undefined };
const unlisted = { region: 'eu-west-1', tags: undefined, versioning: undefined, lifecycle: undefined };
const role = { Path: '/', RoleName: 'r', RoleId: 'r', Arn: undefined, CreateDate: undefined };
const user = { Path: '/', UserName: 'u', UserId: 'u', Arn: undefined, CreateDate: undefined };

test.each<[action: string, normalize: () => ResourceFacts]>([
  ['ec2:DescribeAddresses', () => ec2ElasticIp.normalize({}, scope)],
  ['ec2:DescribeImages', () => ec2Image.normalize({}, scope)],
  ['ec2:DescribeInstances', () => ec2Instance.normalize({ instance: {}, type: undefined }, scope)],
  ['ec2:DescribeNatGateways', () => ec2Natgateway.normalize({}, scope)],
  ['ec2:DescribeSecurityGroups', () => ec2SecurityGroup.normalize({}, scope)],
  ['ec2:DescribeSnapshots', () => ec2Snapshot.normalize({}, scope)],
  ['ec2:DescribeSubnets', () => ec2Subnet.normalize({}, scope)],
  ['ec2:DescribeVolumes', () => ec2Volume.normalize({}, scope)],
  ['ec2:DescribeVpcs', () => ec2Vpc.normalize({}, scope)],
  ['ec2:DescribeVpnGateways', () => ec2VpnGateway.normalize({}, scope)],
  [
    'elasticloadbalancing:DescribeLoadBalancers',
    () => elasticloadbalancingLoadbalancer.normalize({ classic: {}, ...unread }, scope),
  ],
  ['iam:ListUsers', () => iamAccessKey.normalize({ user, key: { AccessKeyId: 'AKIA' }, lastUsed: undefined }, scope)],
  ['iam:ListAccessKeys', () => iamAccessKey.normalize({ user, key: {}, lastUsed: undefined }, scope)],
  ['lambda:ListFunctions', () => lambdaFunction.normalize({ item: {}, tags: undefined }, scope)],
  ['rds:DescribeDBClusters', () => rdsCluster.normalize({}, scope)],
  ['rds:DescribeDBClusterSnapshots', () => rdsClusterSnapshot.normalize({}, scope)],
  ['rds:DescribeDBInstances', () => rdsDb.normalize({}, scope)],
  ['rds:DescribeDBSnapshots', () => rdsSnapshot.normalize({}, scope)],
  ['s3:ListAllMyBuckets', () => s3Bucket.normalize({ bucket: {}, ...unlisted }, scope)],
  ['iam:ListRoles', () => iamRole.normalize({ item: role, tags: undefined }, scope)],
  ['iam:ListUsers', () => iamUser.normalize({ item: user, tags: undefined }, scope)],
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
