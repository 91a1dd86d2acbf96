import type { Identities } from './identities.ts';
import type { AwsService } from './service.ts';
import { acmService } from './services/acm.ts';
import { apiGatewayService } from './services/api-gateway.ts';
import { athenaService } from './services/athena.ts';
import { autoscalingService } from './services/autoscaling.ts';
import { backupService } from './services/backup.ts';
import { bedrockService } from './services/bedrock.ts';
import { cloudfrontService } from './services/cloudfront.ts';
import { cloudwatchServices } from './services/cloudwatch.ts';
import { codebuildServices } from './services/codebuild.ts';
import { codepipelineServices } from './services/codepipeline.ts';
import { cognitoService } from './services/cognito.ts';
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
import { eventbridgeService } from './services/eventbridge.ts';
import { firehoseService } from './services/firehose.ts';
import { fsxService } from './services/fsx.ts';
import { glueService } from './services/glue.ts';
import { iamService } from './services/iam.ts';
import { kafkaService } from './services/kafka.ts';
import { kinesisService } from './services/kinesis.ts';
import { kmsService } from './services/kms.ts';
import { lambdaService } from './services/lambda.ts';
import { logsService } from './services/logs.ts';
import { memorydbServices } from './services/memorydb.ts';
import { opensearchService } from './services/opensearch.ts';
import { organizationsService } from './services/organizations.ts';
import { rdsService } from './services/rds.ts';
import { redshiftService } from './services/redshift.ts';
import { resourceExplorerService } from './services/resource-explorer.ts';
import { route53Service } from './services/route53.ts';
import { s3Service } from './services/s3.ts';
import { sagemakerService } from './services/sagemaker.ts';
import { secretsManagerService } from './services/secrets-manager.ts';
import { snsService } from './services/sns.ts';
import { sqsService } from './services/sqs.ts';
import { stepFunctionsService } from './services/step-functions.ts';
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
  resourceExplorerService,
  costExplorerService,
  apiGatewayService,
  kmsService,
  logsService,
  secretsManagerService,
  snsService,
  sqsService,
  stepFunctionsService,
  acmService,
  bedrockService,
  cloudfrontService,
  ...codebuildServices,
  ...codepipelineServices,
  cognitoService,
  eventbridgeService,
  route53Service,
  sagemakerService,
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
