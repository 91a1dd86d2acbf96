import { CloudWatchClient, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import {
  DescribeLoadBalancersCommand as DescribeClassicLoadBalancersCommand,
  ElasticLoadBalancingClient,
} from '@aws-sdk/client-elastic-load-balancing';
import { DescribeLoadBalancersCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { GetBucketLifecycleConfigurationCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { afterAll, afterEach, expect, test } from 'vitest';
import { startSimulator } from '../../start.ts';
import { asPayer } from '../../test/clients.ts';

const simulator = await startSimulator({ resources: 200, now: new Date('2026-09-15T13:20:00Z') });
afterAll(() => simulator.close());
afterEach(() => simulator.faults.clear());

const connection = asPayer(simulator);
const cbor = { ...connection, protocol: AwsSmithyRpcV2CborProtocol };
const query = { ...connection, protocol: AwsQueryProtocol };
const s3 = new S3Client({ ...connection, forcePathStyle: true });
const cost = {
  TimePeriod: { Start: '2026-01-01', End: '2026-01-02' },
  Granularity: 'DAILY',
  Metrics: ['UnblendedCost'],
} as const;

/** How each API refuses: its IAM action, what a denial is called, and what being too fast is. */
const refusals = [
  {
    action: 'rds:DescribeDBInstances',
    ask: () => new RDSClient(connection).send(new DescribeDBInstancesCommand()),
    ...{ denied: 'AccessDenied', deniedStatus: 403, throttled: 'Throttling', throttledStatus: 400 },
  },
  {
    action: 'elasticloadbalancing:DescribeLoadBalancers',
    ask: () => new ElasticLoadBalancingV2Client(connection).send(new DescribeLoadBalancersCommand()),
    ...{ denied: 'AccessDenied', deniedStatus: 403, throttled: 'Throttling', throttledStatus: 400 },
  },
  {
    action: 'elasticloadbalancing:DescribeLoadBalancers',
    ask: () => new ElasticLoadBalancingClient(connection).send(new DescribeClassicLoadBalancersCommand()),
    ...{ denied: 'AccessDenied', deniedStatus: 403, throttled: 'Throttling', throttledStatus: 400 },
  },
  {
    action: 'iam:ListUsers',
    ask: () => new IAMClient(connection).send(new ListUsersCommand()),
    ...{ denied: 'AccessDenied', deniedStatus: 403, throttled: 'Throttling', throttledStatus: 400 },
  },
  {
    action: 's3:ListAllMyBuckets',
    ask: () => s3.send(new ListBucketsCommand()),
    ...{ denied: 'AccessDenied', deniedStatus: 403, throttled: 'SlowDown', throttledStatus: 503 },
  },
  {
    action: 's3:GetLifecycleConfiguration',
    ask: () => s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: 'any-bucket' })),
    ...{ denied: 'AccessDenied', deniedStatus: 403, throttled: 'SlowDown', throttledStatus: 503 },
  },
  {
    action: 'lambda:ListFunctions',
    ask: () => new LambdaClient(connection).send(new ListFunctionsCommand()),
    ...{
      denied: 'AccessDeniedException',
      deniedStatus: 403,
      throttled: 'TooManyRequestsException',
      throttledStatus: 429,
    },
  },
  {
    action: 'tag:GetResources',
    ask: () => new ResourceGroupsTaggingAPIClient(connection).send(new GetResourcesCommand()),
    ...{ denied: 'AccessDeniedException', deniedStatus: 400, throttled: 'ThrottlingException', throttledStatus: 400 },
  },
  {
    action: 'ce:GetCostAndUsage',
    ask: () =>
      new CostExplorerClient(connection).send(new GetCostAndUsageCommand({ ...cost, Metrics: [...cost.Metrics] })),
    ...{ denied: 'AccessDeniedException', deniedStatus: 400, throttled: 'ThrottlingException', throttledStatus: 400 },
  },
  {
    action: 'cloudwatch:ListMetrics',
    ask: () => new CloudWatchClient(connection).send(new ListMetricsCommand()),
    ...{ denied: 'AccessDeniedException', deniedStatus: 400, throttled: 'ThrottlingException', throttledStatus: 400 },
  },
  {
    action: 'cloudwatch:ListMetrics',
    ask: () => new CloudWatchClient(cbor).send(new ListMetricsCommand()),
    ...{ denied: 'AccessDeniedException', deniedStatus: 400, throttled: 'ThrottlingException', throttledStatus: 400 },
  },
  {
    action: 'cloudwatch:ListMetrics',
    ask: () => new CloudWatchClient(query).send(new ListMetricsCommand()),
    ...{ denied: 'AccessDenied', deniedStatus: 403, throttled: 'Throttling', throttledStatus: 400 },
  },
] as const;

test.each(refusals)('$action is denied as $denied ($deniedStatus)', async ({ action, ask, denied, deniedStatus }) => {
  simulator.faults.denyAllBut(['ec2:*']);
  await expect(ask()).rejects.toMatchObject({
    name: denied,
    message: expect.stringContaining(`is not authorized to perform: ${action}`),
    $metadata: { httpStatusCode: deniedStatus },
  });
});

test.each(refusals)('$action is throttled as $throttled', async ({ action, ask, throttled, throttledStatus }) => {
  simulator.faults.add({ service: action.split(':')[0] ?? '', kind: 'throttle', times: 1 });
  await expect(ask()).rejects.toMatchObject({
    name: throttled,
    $metadata: { httpStatusCode: throttledStatus },
  });
});

test.each(refusals)('$action is tried again after a throttle', async ({ action }) => {
  simulator.faults.add({ service: action.split(':')[0] ?? '', kind: 'throttle', times: 1 });
  const patient = { ...connection, maxAttempts: 3 };
  const again = {
    rds: () => new RDSClient(patient).send(new DescribeDBInstancesCommand()),
    elasticloadbalancing: () => new ElasticLoadBalancingV2Client(patient).send(new DescribeLoadBalancersCommand()),
    iam: () => new IAMClient(patient).send(new ListUsersCommand()),
    s3: () => new S3Client({ ...patient, forcePathStyle: true }).send(new ListBucketsCommand()),
    lambda: () => new LambdaClient(patient).send(new ListFunctionsCommand()),
    tag: () => new ResourceGroupsTaggingAPIClient(patient).send(new GetResourcesCommand()),
    ce: () => new CostExplorerClient(patient).send(new GetCostAndUsageCommand({ ...cost, Metrics: [...cost.Metrics] })),
    cloudwatch: () => new CloudWatchClient(patient).send(new ListMetricsCommand()),
  } as const;
  const run = again[action.split(':')[0] as keyof typeof again];
  expect(await run()).toMatchObject({ $metadata: { httpStatusCode: 200, attempts: 2 } });
});
