import { expect, test } from 'vitest';
import { awsQuotas } from './quotas.ts';

const here = { account: '1', region: 'eu-west-1' };

test.each([
  ['ec2', 'DescribeVolumes', 100, 20],
  ['elasticloadbalancing', 'DescribeLoadBalancers', 40, 10],
  ['lambda', 'ListFunctions', 15, 15],
  ['sts', 'AssumeRole', 600, 600],
  ['monitoring', 'GetMetricData', 50, 50],
  ['acm', 'ListTagsForCertificate', 10, 10],
  ['apigateway', 'GetRestApis', 40, 10],
  ['cognito-idp', 'ListUserPools', 15, 15],
  ['dynamodb', 'ListTagsOfResource', 10, 10],
  ['ecs', 'ListClusters', 50, 20],
  ['firehose', 'ListDeliveryStreams', 5, 5],
  ['firehose', 'ListTagsForDeliveryStream', 5, 5],
  ['kinesis', 'ListStreams', 5, 5],
  ['kinesis', 'ListTagsForStream', 5, 5],
  ['kms', 'ListKeys', 500, 500],
  ['kms', 'ListAliases', 500, 500],
  ['logs', 'DescribeLogGroups', 10, 10],
  ['logs', 'ListTagsForResource', 5, 5],
  ['resource-explorer-2', 'Search', 5, 5],
  ['resource-explorer-2', 'ListResources', 3, 3],
  ['route53', 'ListHostedZones', 5, 5],
  ['secretsmanager', 'ListSecrets', 100, 100],
  ['sns', 'ListTopics', 30, 30],
  ['sns', 'ListTagsForResource', 10, 10],
  ['states', 'ListStateMachines', 100, 5],
  ['states', 'ListTagsForResource', 100, 1],
])('%s %s allows %i at once and %i in each second after', (service, operation, burst, perSecond) => {
  let now = 0;
  const quotas = awsQuotas(() => new Date(now));
  const allowed = (key: object = {}) =>
    Array.from({ length: 1000 }, () => quotas.allows({ ...here, service, operation, ...key })).filter(Boolean).length;
  expect(allowed()).toBe(burst);
  now = 1000;
  expect(allowed()).toBe(perSecond);
  expect(allowed({ account: '2' })).toBe(burst);
  expect(allowed({ region: 'us-east-1' })).toBe(burst);
});

test.each([
  ['ec2', 'DescribeVolumes', 'DescribeInstances', 0],
  ['ecs', 'ListClusters', 'DescribeClusters', 0],
  ['resource-explorer-2', 'ListViews', 'ListIndexes', 0],
  ['resource-explorer-2', 'ListResources', 'Search', 5],
  ['kinesis', 'ListStreams', 'ListTagsForStream', 5],
])('once nothing is left for %s %s, %s is allowed %i times', (service, first, second, left) => {
  const quotas = awsQuotas(() => new Date(0));
  const allowed = (operation: string) =>
    Array.from({ length: 1000 }, () => quotas.allows({ ...here, service, operation })).filter(Boolean).length;
  allowed(first);
  expect(allowed(second)).toBe(left);
});

test.each([
  ['iam', 'ListRoles'],
  ['dynamodb', 'ListTables'],
])('what AWS publishes no quota of is never refused: %s %s', (service, operation) => {
  const quotas = awsQuotas(() => new Date(0));
  expect(Array.from({ length: 5000 }, () => quotas.allows({ ...here, service, operation }))).not.toContain(false);
});
