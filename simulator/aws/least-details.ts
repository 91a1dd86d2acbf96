import {
  type ClassicLoadBalancerDetail,
  classicLoadBalancerType,
  loadBalancerTypes,
  targetGroupType,
} from '../estate/aws/load-balancers.ts';
import type { KeyDetail } from '../estate/aws/secrets.ts';
import type { PlantedResource } from '../estate/estate.ts';

/** An operation that tells of single resources what their list doesn't, for so many of them at once. */
export interface Detail {
  readonly service: string;
  readonly operation: string;
  readonly types: readonly string[];
  readonly atOnce: number;
  /** Whom there is something to ask about. */
  readonly among?: (resource: PlantedResource) => boolean;
}

const detail = (
  service: string,
  operation: string,
  types: string | readonly string[],
  { atOnce = 1, among }: Partial<Pick<Detail, 'atOnce' | 'among'>> = {},
): Detail => ({ service, operation, types: [types].flat(), atOnce, ...(among && { among }) });

const hasTargets = ({ detail: { targets } }: PlantedResource<Partial<ClassicLoadBalancerDetail>>): boolean =>
  (targets?.length ?? 0) > 0;

/** AWS's own are known by their aliases. */
const isCustomers = (resource: PlantedResource): boolean =>
  (resource as PlantedResource<KeyDetail>).detail.manager === 'CUSTOMER';

export const details: readonly Detail[] = [
  detail('elasticloadbalancing', 'DescribeTags', Object.values(loadBalancerTypes), { atOnce: 20 }),
  detail('elasticloadbalancing', 'DescribeTags', classicLoadBalancerType, { atOnce: 20 }),
  detail('elasticloadbalancing', 'DescribeTags', targetGroupType, { atOnce: 20 }),
  detail('elasticloadbalancing', 'DescribeTargetHealth', targetGroupType),
  detail('elasticloadbalancing', 'DescribeInstanceHealth', classicLoadBalancerType, {
    among: (resource) => hasTargets(resource as PlantedResource<Partial<ClassicLoadBalancerDetail>>),
  }),
  detail('lambda', 'ListTags', 'lambda:function'),
  detail('s3', 'GetBucketTagging', 's3:bucket'),
  detail('s3', 'GetBucketVersioning', 's3:bucket'),
  detail('s3', 'GetBucketLifecycleConfiguration', 's3:bucket'),
  detail('iam', 'ListRoleTags', 'iam:role'),
  detail('iam', 'ListUserTags', 'iam:user'),
  detail('iam', 'ListAccessKeys', 'iam:user'),
  detail('iam', 'GetAccessKeyLastUsed', 'iam:access-key'),
  detail('acm', 'ListTagsForCertificate', 'acm:certificate'),
  detail('athena', 'ListTagsForResource', 'athena:workgroup'),
  detail('backup', 'ListTags', 'backup:backup-vault'),
  detail('bedrock', 'ListTagsForResource', ['bedrock:agent', 'bedrock:guardrail', 'bedrock:knowledge-base']),
  detail('cloudfront', 'ListTagsForResource', 'cloudfront:distribution'),
  detail('codebuild', 'BatchGetProjects', 'codebuild:project', { atOnce: 100 }),
  detail('codepipeline', 'ListTagsForResource', 'codepipeline:pipeline'),
  detail('cognito-idp', 'ListTagsForResource', 'cognito-idp:userpool'),
  detail('dynamodb', 'DescribeTable', 'dynamodb:table'),
  detail('dynamodb', 'ListTagsOfResource', 'dynamodb:table'),
  detail('ecr', 'ListTagsForResource', 'ecr:repository'),
  detail('ecs', 'DescribeClusters', 'ecs:cluster', { atOnce: 100 }),
  detail('eks', 'DescribeCluster', 'eks:cluster'),
  detail('eks', 'DescribeNodegroup', 'eks:nodegroup'),
  detail('elasticache', 'ListTagsForResource', ['elasticache:cluster', 'elasticache:replicationgroup']),
  detail('elasticmapreduce', 'DescribeCluster', 'elasticmapreduce:cluster'),
  detail('es', 'DescribeDomains', 'es:domain', { atOnce: 5 }),
  detail('es', 'ListTags', 'es:domain'),
  detail('events', 'ListTagsForResource', 'events:rule'),
  detail('firehose', 'ListTagsForDeliveryStream', 'firehose:deliverystream'),
  detail('glue', 'GetTags', ['glue:crawler', 'glue:database', 'glue:job']),
  detail('kinesis', 'ListTagsForStream', 'kinesis:stream'),
  detail('kms', 'DescribeKey', 'kms:key', { among: isCustomers }),
  detail('kms', 'ListResourceTags', 'kms:key', { among: isCustomers }),
  detail('logs', 'ListTagsForResource', 'logs:log-group'),
  detail('memorydb', 'ListTags', 'memorydb:cluster'),
  detail('monitoring', 'ListTagsForResource', 'cloudwatch:alarm'),
  detail('route53', 'ListTagsForResources', 'route53:hostedzone', { atOnce: 10 }),
  detail('sagemaker', 'ListTags', ['sagemaker:domain', 'sagemaker:endpoint', 'sagemaker:notebook-instance']),
  detail('sns', 'ListTagsForResource', 'sns:topic'),
  detail('sqs', 'ListQueueTags', 'sqs:queue'),
  detail('states', 'ListTagsForResource', 'states:stateMachine'),
  detail('workspaces', 'DescribeTags', 'workspaces:workspace'),
];
