import type { BilledService } from '../usage.ts';

export const computeService = 'Amazon Elastic Compute Cloud - Compute';
export const savingsPlanService = 'Savings Plans for AWS Compute usage';

const steady = { weekdayShare: 0.04, monthlyGrowth: 0.01 };
const oneTeam = { teams: 1, untagged: 0.2, ...steady };

/** Billed in the region where the resources are. */
export const regionalServices: readonly BilledService[] = [
  {
    ...{ name: computeService, teams: 3, untagged: 0.13, weekdayShare: 0.28, monthlyGrowth: 0.012 },
    monthly: { 'ec2:instance': 196 },
  },
  {
    ...{ name: 'EC2 - Other', teams: 2, untagged: 0.34, ...steady },
    monthly: { 'ec2:volume': 27, 'ec2:snapshot': 6, 'ec2:natgateway': 96, 'ec2:elastic-ip': 4 },
  },
  {
    ...{ name: 'Amazon Simple Storage Service', teams: 2, untagged: 0.22, weekdayShare: 0.02, monthlyGrowth: 0.025 },
    monthly: { 's3:bucket': 88 },
  },
  {
    ...{ name: 'Amazon Relational Database Service', teams: 2, untagged: 0.09, ...steady },
    monthly: { 'rds:db': 390, 'rds:cluster': 120, 'rds:snapshot': 9, 'rds:cluster-snapshot': 12 },
  },
  {
    ...{ name: 'AWS Lambda', teams: 2, untagged: 0.18, weekdayShare: 0.4, monthlyGrowth: 0.02 },
    monthly: { 'lambda:function': 14 },
  },
  {
    ...{ name: 'Amazon Elastic Load Balancing', teams: 2, untagged: 0.1, weekdayShare: 0.15, monthlyGrowth: 0.008 },
    monthly: {
      'elasticloadbalancing:loadbalancer': 24,
      'elasticloadbalancing:loadbalancer/app': 33,
      'elasticloadbalancing:loadbalancer/net': 41,
      'elasticloadbalancing:loadbalancer/gwy': 52,
    },
  },
  { name: 'Amazon DynamoDB', monthly: { 'dynamodb:table': 60 }, ...oneTeam },
  { name: 'Amazon ElastiCache', monthly: { 'elasticache:cluster': 110 }, ...oneTeam },
  { name: 'Amazon Elastic Container Service', monthly: { 'ecs:service': 70 }, ...oneTeam },
  { name: 'Amazon Elastic MapReduce', monthly: { 'elasticmapreduce:cluster': 180 }, ...oneTeam },
  { name: 'Amazon OpenSearch Service', monthly: { 'es:domain': 310 }, ...oneTeam },
  { name: 'Amazon Redshift', monthly: { 'redshift:cluster': 620 }, ...oneTeam },
  {
    ...{ name: 'Amazon SageMaker', teams: 1, untagged: 0.2, weekdayShare: 0.1, monthlyGrowth: 0.02 },
    monthly: { 'sagemaker:notebook-instance': 90, 'sagemaker:endpoint': 420, 'sagemaker:domain': 15 },
  },
  {
    ...{ name: 'AmazonCloudWatch', teams: 0, untagged: 1, ...steady },
    monthly: { 'ec2:instance': 5, 'lambda:function': 1.5, 'rds:db': 6, 'logs:log-group': 9, 'cloudwatch:alarm': 0.3 },
  },
  {
    ...{ name: 'Amazon Virtual Private Cloud', teams: 0, untagged: 1, ...steady },
    monthly: { 'ec2:vpc': 7, 'ec2:elastic-ip': 3.6, 'ec2:vpn-gateway': 36 },
  },
];

/** Billed where no region is: the dollars are for each of all instances. */
export const globalServices: readonly BilledService[] = [
  { name: 'Amazon Route 53', monthly: { 'ec2:instance': 1.2 }, teams: 0, untagged: 1, ...steady },
  {
    ...{ name: 'Amazon CloudFront', teams: 1, untagged: 0.5, weekdayShare: -0.12, monthlyGrowth: 0.015 },
    monthly: { 's3:bucket': 11 },
  },
];
