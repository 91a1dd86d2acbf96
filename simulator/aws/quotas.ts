/** A bucket of tokens: so many at once, then so many a second. */
export interface TokenLimit {
  readonly burst: number;
  readonly perSecond: number;
}

/** What AWS allows one account in one region. */
export interface AwsQuota extends TokenLimit {
  /** The signing name: both versions of load balancing draw on one quota. */
  readonly service: string;
  /** Those that draw on it together; absent where all of the service's do that have no quota of their own. */
  readonly operations?: readonly string[];
}

/** A number of requests a second, of which as many may come at once. */
const each = (perSecond: number): TokenLimit => ({ burst: perSecond, perSecond });

/**
 * What AWS publishes. Where it publishes nothing (IAM, RDS, S3's buckets), nothing is refused.
 * - EC2, non-mutating: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 * - load balancing, describing: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/throttling.html
 * - Lambda, control plane: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 * - STS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * - CloudWatch: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 * - ACM: https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
 * - API Gateway, management: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 * - Cognito, UserPoolRead: https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
 * - DynamoDB: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html
 * - ECS, reading clusters: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
 * - Firehose: https://docs.aws.amazon.com/firehose/latest/dev/limits.html
 * - Kinesis: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html and API_ListTagsForStream.html
 * - KMS: https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html
 * - CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 * - Resource Explorer: https://docs.aws.amazon.com/resource-explorer/latest/userguide/quotas.html
 * - Route 53: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
 * - Secrets Manager: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
 * - SNS: https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html and API_TagResource.html, of actions on tags
 * - Step Functions: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const awsPublishes: readonly AwsQuota[] = [
  { service: 'ec2', burst: 100, perSecond: 20 },
  { service: 'elasticloadbalancing', burst: 40, perSecond: 10 },
  { service: 'lambda', ...each(15) },
  { service: 'sts', ...each(600) },
  { service: 'monitoring', operations: ['GetMetricData'], ...each(50) },
  { service: 'acm', operations: ['ListTagsForCertificate'], ...each(10) },
  { service: 'apigateway', burst: 40, perSecond: 10 },
  { service: 'cognito-idp', operations: ['ListUserPools', 'DescribeUserPool'], ...each(15) },
  { service: 'dynamodb', operations: ['ListTagsOfResource'], ...each(10) },
  { service: 'ecs', operations: ['ListClusters', 'DescribeClusters'], burst: 50, perSecond: 20 },
  { service: 'firehose', operations: ['ListDeliveryStreams'], ...each(5) },
  { service: 'firehose', operations: ['ListTagsForDeliveryStream'], ...each(5) },
  { service: 'kinesis', operations: ['ListStreams'], ...each(5) },
  { service: 'kinesis', operations: ['ListTagsForStream'], ...each(5) },
  { service: 'kms', operations: ['ListKeys'], ...each(500) },
  { service: 'kms', operations: ['ListAliases'], ...each(500) },
  { service: 'logs', operations: ['DescribeLogGroups'], ...each(10) },
  { service: 'logs', operations: ['ListTagsForResource'], ...each(5) },
  { service: 'resource-explorer-2', operations: ['Search'], ...each(5) },
  { service: 'resource-explorer-2', ...each(3) },
  { service: 'route53', ...each(5) },
  { service: 'secretsmanager', operations: ['ListSecrets'], ...each(100) },
  { service: 'sns', operations: ['ListTopics'], ...each(30) },
  { service: 'sns', operations: ['ListTagsForResource'], ...each(10) },
  { service: 'states', operations: ['ListStateMachines'], burst: 100, perSecond: 5 },
  { service: 'states', operations: ['ListTagsForResource'], burst: 100, perSecond: 1 },
];

/** The quota that an operation draws on, if AWS publishes one. */
export const awsQuotaOf = (service: string, operation: string): AwsQuota | undefined =>
  awsPublishes.find((quota) => quota.service === service && (quota.operations?.includes(operation) ?? true));

/** Who asks whom for what where. */
export interface QuotaKey {
  readonly account: string;
  readonly region: string;
  /** The signing name. */
  readonly service: string;
  readonly operation: string;
}

export interface AwsQuotas {
  /** Takes a token, or refuses where there is none. */
  allows(key: QuotaKey): boolean;
}

/** Token buckets on the real clock. */
export function awsQuotas(clock: () => Date): AwsQuotas {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    allows({ account, region, service, operation }) {
      const quota = awsQuotaOf(service, operation);
      if (!quota) return true;
      const key = [account, region, service, ...(quota.operations ?? [])].join(' ');
      const now = clock().getTime();
      const bucket = buckets.get(key) ?? { tokens: quota.burst, at: now };
      buckets.set(key, bucket);
      bucket.tokens = Math.min(quota.burst, bucket.tokens + ((now - bucket.at) / 1000) * quota.perSecond);
      bucket.at = now;
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}
