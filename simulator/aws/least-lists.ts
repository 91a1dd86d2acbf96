import { classicLoadBalancerType, loadBalancerTypes, targetGroupType } from '../estate/aws/load-balancers.ts';

/** An operation that lists types of resources, and how many a page of it holds at most; all where it has no pages. */
export interface List {
  readonly service: string;
  readonly operation: string;
  readonly types: readonly string[];
  readonly page: number;
}

const list = (service: string, operation: string, types: string | readonly string[], page: number): List => ({
  ...{ service, operation, page },
  types: [types].flat(),
});

const unpaged = Number.POSITIVE_INFINITY;

/** Asked in every region that is switched on. */
export const regionalLists: readonly List[] = [
  list('ec2', 'DescribeInstances', 'ec2:instance', 1000),
  list('ec2', 'DescribeVolumes', 'ec2:volume', 1000),
  list('ec2', 'DescribeSnapshots', 'ec2:snapshot', 1000),
  list('ec2', 'DescribeImages', 'ec2:image', 1000),
  list('ec2', 'DescribeAddresses', 'ec2:elastic-ip', unpaged),
  list('ec2', 'DescribeNatGateways', 'ec2:natgateway', 1000),
  list('ec2', 'DescribeVpnGateways', 'ec2:vpn-gateway', unpaged),
  list('ec2', 'DescribeVpcs', 'ec2:vpc', 1000),
  list('ec2', 'DescribeSubnets', 'ec2:subnet', 1000),
  list('ec2', 'DescribeSecurityGroups', 'ec2:security-group', 1000),
  list('rds', 'DescribeDBInstances', 'rds:db', 100),
  list('rds', 'DescribeDBClusters', 'rds:cluster', 100),
  list('rds', 'DescribeDBSnapshots', 'rds:snapshot', 100),
  list('rds', 'DescribeDBClusterSnapshots', 'rds:cluster-snapshot', 100),
  list('elasticloadbalancing', 'DescribeLoadBalancers', Object.values(loadBalancerTypes), 400),
  // The classic ones have an API of their own, with an operation of the same name.
  list('elasticloadbalancing', 'DescribeLoadBalancers', classicLoadBalancerType, 400),
  list('elasticloadbalancing', 'DescribeTargetGroups', targetGroupType, 400),
  list('lambda', 'ListFunctions', 'lambda:function', 50),
  list('acm', 'ListCertificates', 'acm:certificate', 1000),
  list('apigateway', 'GetRestApis', 'apigateway:restapis', 500),
  list('apigateway', 'GetApis', 'apigateway:apis', 100),
  list('athena', 'ListWorkGroups', 'athena:workgroup', 50),
  list('autoscaling', 'DescribeAutoScalingGroups', 'autoscaling:autoScalingGroup', 100),
  list('backup', 'ListBackupVaults', 'backup:backup-vault', 1000),
  list('bedrock', 'ListAgents', 'bedrock:agent', 1000),
  list('bedrock', 'ListGuardrails', 'bedrock:guardrail', 1000),
  list('bedrock', 'ListKnowledgeBases', 'bedrock:knowledge-base', 1000),
  list('codebuild', 'ListProjects', 'codebuild:project', 100),
  list('codepipeline', 'ListPipelines', 'codepipeline:pipeline', 1000),
  list('cognito-idp', 'ListUserPools', 'cognito-idp:userpool', 60),
  list('dynamodb', 'ListTables', 'dynamodb:table', 100),
  list('ecr', 'DescribeRepositories', 'ecr:repository', 1000),
  list('ecs', 'ListClusters', 'ecs:cluster', 100),
  list('eks', 'ListClusters', 'eks:cluster', 100),
  list('elasticache', 'DescribeCacheClusters', 'elasticache:cluster', 100),
  list('elasticache', 'DescribeReplicationGroups', 'elasticache:replicationgroup', 100),
  list('elasticfilesystem', 'DescribeFileSystems', 'elasticfilesystem:file-system', 100),
  list('elasticmapreduce', 'ListClusters', 'elasticmapreduce:cluster', 50),
  list('es', 'ListDomainNames', 'es:domain', unpaged),
  list('firehose', 'ListDeliveryStreams', 'firehose:deliverystream', 10_000),
  // It says of no number that it is too large.
  list('fsx', 'DescribeFileSystems', 'fsx:file-system', unpaged),
  list('glue', 'GetCrawlers', 'glue:crawler', 1000),
  list('glue', 'GetDatabases', 'glue:database', 100),
  list('glue', 'GetJobs', 'glue:job', 1000),
  list('kafka', 'ListClustersV2', 'kafka:cluster', 100),
  // More may be asked for, and are not given.
  list('kinesis', 'ListStreams', 'kinesis:stream', 100),
  list('kms', 'ListKeys', 'kms:key', 1000),
  list('logs', 'DescribeLogGroups', 'logs:log-group', 50),
  list('memorydb', 'DescribeClusters', 'memorydb:cluster', 100),
  list('monitoring', 'DescribeAlarms', 'cloudwatch:alarm', 100),
  list('redshift', 'DescribeClusters', 'redshift:cluster', 100),
  list('sagemaker', 'ListDomains', 'sagemaker:domain', 100),
  list('sagemaker', 'ListEndpoints', 'sagemaker:endpoint', 100),
  list('sagemaker', 'ListNotebookInstances', 'sagemaker:notebook-instance', 100),
  list('secretsmanager', 'ListSecrets', 'secretsmanager:secret', 100),
  list('sns', 'ListTopics', 'sns:topic', 100),
  list('sqs', 'ListQueues', 'sqs:queue', 1000),
  list('states', 'ListStateMachines', 'states:stateMachine', 1000),
  list('workspaces', 'DescribeWorkspaces', 'workspaces:workspace', 25),
];

/** Asked once for each account. */
export const globalLists: readonly List[] = [
  list('s3', 'ListBuckets', 's3:bucket', 10_000),
  list('iam', 'ListRoles', 'iam:role', 1000),
  list('iam', 'ListUsers', 'iam:user', 1000),
  list('cloudfront', 'ListDistributions', 'cloudfront:distribution', 100),
  list('route53', 'ListHostedZones', 'route53:hostedzone', 100),
];
