/** What a service allows at first: `burst` calls at once, then `perSecond`. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
  /** Where the numbers come from; `unpublished` ones are careful guesses, corrected by what the service answers. */
  readonly source: string;
}

const unpublished = (perSecond: number, burst: number): Rate => ({ perSecond, burst, source: 'unpublished' });

/** Starting rates by the API whose quota is drawn on, for one account in one region. */
export const STARTING_RATES: Readonly<Record<string, Rate>> = {
  acm: { perSecond: 10, burst: 10, source: 'ACM quotas: ListTagsForCertificate, 10 a second' },
  apigateway: { perSecond: 10, burst: 40, source: 'API Gateway quotas: 10 requests a second, bursts of 40' },
  // Azure gives management reads 250 at once and 25 a second, for each subscription and for the tenant.
  arm: { perSecond: 20, burst: 100, source: 'Azure Resource Manager throttling: reads, token bucket' },
  athena: unpublished(5, 10),
  autoscaling: unpublished(10, 20),
  backup: unpublished(10, 20),
  bedrock: unpublished(10, 20),
  bigquery: { perSecond: 10, burst: 20, source: 'BigQuery quotas: 100 requests per second per user and method' },
  ce: { perSecond: 1, burst: 1, source: 'TPS unpublished; 1, 3 and 5 are quoted, and each retry is paid' },
  cloudasset: { perSecond: 400 / 60, burst: 20, source: 'Asset Inventory quotas: 400 searches a minute per project' },
  cloudfront: unpublished(10, 20),
  cloudresourcemanager: { perSecond: 10, burst: 20, source: 'Resource Manager quotas: 600 reads a minute per project' },
  cloudwatch: { perSecond: 50, burst: 50, source: 'CloudWatch quotas: GetMetricData 50 TPS' },
  codebuild: unpublished(10, 20),
  codepipeline: unpublished(10, 20),
  'cognito-idp': { perSecond: 15, burst: 15, source: 'Cognito quotas: UserPoolRead, 15 a second' },
  // In the unit of this quota a question about one month counts once: 12 in 10 s, 60 in a minute, 600 in an hour. Each holds.
  costmanagement: { perSecond: 0.15, burst: 10, source: 'Cost Management: query processing units' },
  compute: { perSecond: 20, burst: 50, source: 'Compute Engine quotas: 1,500 reads a minute per project and region' },
  dynamodb: { perSecond: 10, burst: 10, source: 'DynamoDB API reference: ListTagsOfResource, 10 a second' },
  ec2: { perSecond: 20, burst: 100, source: 'EC2 API throttling: non-mutating, paged' },
  ecr: unpublished(10, 20),
  ecs: { perSecond: 20, burst: 50, source: 'ECS API throttling: cluster read operations' },
  eks: unpublished(10, 20),
  elasticache: unpublished(10, 20),
  elasticfilesystem: unpublished(10, 20),
  elasticloadbalancing: { perSecond: 10, burst: 40, source: 'ELB API throttling: non-mutating bucket of 40' },
  elasticmapreduce: unpublished(2, 5),
  entra: unpublished(10, 20),
  es: unpublished(5, 10),
  events: unpublished(10, 20),
  firehose: { perSecond: 5, burst: 5, source: 'Firehose quotas: each list operation, 5 a second' },
  fsx: unpublished(10, 20),
  glue: unpublished(10, 20),
  graph: unpublished(20, 40),
  iam: unpublished(20, 100),
  kafka: unpublished(5, 10),
  kinesis: { perSecond: 5, burst: 5, source: 'Kinesis API reference: ListStreams and ListTagsForStream, 5 a second' },
  kms: { perSecond: 100, burst: 100, source: 'KMS request quotas: ListKeys and ListAliases, 500 a second' },
  lambda: { perSecond: 15, burst: 15, source: 'Lambda quotas: control plane API, 15 requests per second' },
  logs: { perSecond: 5, burst: 5, source: 'CloudWatch Logs quotas: ListTagsForResource, 5 a second' },
  memorydb: unpublished(10, 20),
  // 360,000 calls an hour; nothing is said of shorter times.
  monitor: { perSecond: 20, burst: 40, source: 'Azure Monitor metrics batch' },
  monitoring: { perSecond: 50, burst: 100, source: 'Monitoring quotas: time series queries per minute, 6,000' },
  oauth2: unpublished(10, 20),
  organizations: unpublished(4, 10),
  rds: unpublished(10, 20),
  recommender: { perSecond: 100 / 60, burst: 10, source: 'Recommender quotas: 100 reads a minute' },
  redshift: unpublished(10, 20),
  // The limit of all but its searches; a whole region is a few pages.
  'resource-explorer-2': { perSecond: 3, burst: 3, source: 'Resource Explorer quotas: 3 requests per second' },
  // 15 queries in any 5 seconds, for everything that asks as the same identity.
  resourcegraph: { perSecond: 2, burst: 5, source: 'Resource Graph: 15 queries in 5 s' },
  route53: { perSecond: 5, burst: 5, source: 'Route 53 quotas: 5 requests a second for an account' },
  // Requests about buckets are served like requests for objects, thousands a second; a refusal is answered within one call.
  s3: unpublished(250, 500),
  sagemaker: unpublished(10, 20),
  secretsmanager: { perSecond: 50, burst: 50, source: 'Secrets Manager quotas: ListSecrets, 100 a second' },
  sns: { perSecond: 10, burst: 10, source: 'SNS quotas: ListTagsForResource, 10 a second' },
  sqs: unpublished(10, 20),
  states: { perSecond: 1, burst: 100, source: 'Step Functions quotas: ListTagsForResource, 100 at once, 1 a second' },
  sts: unpublished(50, 100),
  tag: unpublished(10, 15),
  workspaces: unpublished(5, 10),
};

/** The starting rates, with those in the place of ours that the user was granted by the provider. */
export const ratesWith = (callsPerSecond: Readonly<Record<string, number>> = {}): Readonly<Record<string, Rate>> => ({
  ...STARTING_RATES,
  ...Object.fromEntries(
    Object.entries(callsPerSecond).map(([service, perSecond]) => [
      service,
      { perSecond, burst: Math.max(1, Math.floor(perSecond)), source: 'settings' },
    ]),
  ),
});

/** For a service that the table lacks. */
export const USUAL_RATE: Rate = unpublished(10, 20);
