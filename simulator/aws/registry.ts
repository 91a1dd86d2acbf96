import type { Identities } from './identities.ts';
import type { AwsService } from './service.ts';
import { athenaService } from './services/athena.ts';
import { autoscalingService } from './services/autoscaling.ts';
import { backupService } from './services/backup.ts';
import { cloudwatchServices } from './services/cloudwatch.ts';
import { costExplorerService } from './services/cost-explorer.ts';
import { dynamodbService } from './services/dynamodb.ts';
import { ec2Service } from './services/ec2/service.ts';
import { ecrService } from './services/ecr.ts';
import { ecsService } from './services/ecs.ts';
import { efsService } from './services/efs.ts';
import { eksService } from './services/eks.ts';
import { elasticacheService } from './services/elasticache.ts';
import { elbService } from './services/elb.ts';
import { elbv2Service } from './services/elbv2.ts';
import { emrService } from './services/emr.ts';
import { firehoseService } from './services/firehose.ts';
import { fsxService } from './services/fsx.ts';
import { glueService } from './services/glue.ts';
import { iamService } from './services/iam.ts';
import { kafkaService } from './services/kafka.ts';
import { kinesisService } from './services/kinesis.ts';
import { lambdaService } from './services/lambda.ts';
import { memorydbServices } from './services/memorydb.ts';
import { opensearchService } from './services/opensearch.ts';
import { organizationsService } from './services/organizations.ts';
import { rdsService } from './services/rds.ts';
import { redshiftService } from './services/redshift.ts';
import { s3Service } from './services/s3.ts';
import { stsService } from './services/sts.ts';
import { taggingService } from './services/tagging.ts';
import { workspacesServices } from './services/workspaces.ts';

/** Every API that the simulator answers. */
export const servicesOf = (identities: Identities): readonly AwsService[] => [
  stsService(identities),
  organizationsService,
  ec2Service,
  rdsService,
  elbService,
  elbv2Service,
  iamService,
  s3Service,
  lambdaService,
  taggingService,
  costExplorerService,
  ...cloudwatchServices,
  ecsService,
  eksService,
  ecrService,
  dynamodbService,
  elasticacheService,
  redshiftService,
  efsService,
  opensearchService,
  kinesisService,
  emrService,
  glueService,
  athenaService,
  autoscalingService,
  fsxService,
  firehoseService,
  kafkaService,
  ...memorydbServices,
  backupService,
  ...workspacesServices,
];
