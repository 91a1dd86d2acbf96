import * as acm from '@aws-sdk/client-acm';
import * as athena from '@aws-sdk/client-athena';
import * as backup from '@aws-sdk/client-backup';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as codebuild from '@aws-sdk/client-codebuild';
import * as codepipeline from '@aws-sdk/client-codepipeline';
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as ecr from '@aws-sdk/client-ecr';
import * as ecs from '@aws-sdk/client-ecs';
import * as eks from '@aws-sdk/client-eks';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import * as elasticache from '@aws-sdk/client-elasticache';
import * as firehose from '@aws-sdk/client-firehose';
import * as glue from '@aws-sdk/client-glue';
import * as kinesis from '@aws-sdk/client-kinesis';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as memorydb from '@aws-sdk/client-memorydb';
import * as sfn from '@aws-sdk/client-sfn';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as workspaces from '@aws-sdk/client-workspaces';
import type { Told } from './bare-answers.ts';

/** The lists of a region that don't tell all of what they list, and the rest one by one. */
export async function bareDetails(config: object, told: Told): Promise<void> {
  await ofTraffic(config, told);
  await ofContainers(config, told);
  await ofData(config, told);
  await ofMessages(config, told);
  await ofSecurity(config, told);
  await ofDevelopment(config, told);
  const desks = new workspaces.WorkSpacesClient(config);
  const found = await told(desks.send(new workspaces.DescribeWorkspacesCommand({})));
  for (const { WorkspaceId: ResourceId } of found?.Workspaces ?? [])
    await told(desks.send(new workspaces.DescribeTagsCommand({ ResourceId })));
}

async function ofTraffic(config: object, told: Told): Promise<void> {
  const balancers = new elbv2.ElasticLoadBalancingV2Client(config);
  await told(balancers.send(new elbv2.DescribeLoadBalancersCommand({})));
  const groups = await told(balancers.send(new elbv2.DescribeTargetGroupsCommand({})));
  for (const { TargetGroupArn } of groups?.TargetGroups ?? [])
    await told(balancers.send(new elbv2.DescribeTargetHealthCommand({ TargetGroupArn })));
  const functions = new lambda.LambdaClient(config);
  const found = await told(functions.send(new lambda.ListFunctionsCommand({})));
  for (const { FunctionArn: Resource } of found?.Functions ?? [])
    await told(functions.send(new lambda.ListTagsCommand({ Resource })));
}

async function ofContainers(config: object, told: Told): Promise<void> {
  const images = new ecr.ECRClient(config);
  const { repositories = [] } =
    (await told(images.send(new ecr.DescribeRepositoriesCommand({ maxResults: 1000 })))) ?? {};
  for (const { repositoryArn: resourceArn } of repositories)
    await told(images.send(new ecr.ListTagsForResourceCommand({ resourceArn })));
  const tasks = new ecs.ECSClient(config);
  const { clusterArns = [] } = (await told(tasks.send(new ecs.ListClustersCommand({ maxResults: 100 })))) ?? {};
  if (clusterArns.length > 0) await told(tasks.send(new ecs.DescribeClustersCommand({ clusters: clusterArns })));
  for (const cluster of clusterArns) await told(tasks.send(new ecs.ListServicesCommand({ cluster, maxResults: 100 })));
  const pods = new eks.EKSClient(config);
  const { clusters = [] } = (await told(pods.send(new eks.ListClustersCommand({ maxResults: 100 })))) ?? {};
  for (const name of clusters) {
    await told(pods.send(new eks.DescribeClusterCommand({ name })));
    await told(pods.send(new eks.ListNodegroupsCommand({ clusterName: name, maxResults: 100 })));
  }
}

async function ofData(config: object, told: Told): Promise<void> {
  const queries = new athena.AthenaClient(config);
  await told(queries.send(new athena.ListWorkGroupsCommand({ MaxResults: 50 })));
  const vaults = new backup.BackupClient(config);
  const { BackupVaultList = [] } =
    (await told(vaults.send(new backup.ListBackupVaultsCommand({ MaxResults: 1000 })))) ?? {};
  for (const { BackupVaultArn: ResourceArn } of BackupVaultList)
    await told(vaults.send(new backup.ListTagsCommand({ ResourceArn })));
  const tables = new dynamodb.DynamoDBClient(config);
  const { TableNames = [] } = (await told(tables.send(new dynamodb.ListTablesCommand({ Limit: 100 })))) ?? {};
  for (const TableName of TableNames) {
    const table = await told(tables.send(new dynamodb.DescribeTableCommand({ TableName })));
    await told(tables.send(new dynamodb.ListTagsOfResourceCommand({ ResourceArn: table?.Table?.TableArn })));
  }
  const caches = new elasticache.ElastiCacheClient(config);
  const clusters = await told(caches.send(new elasticache.DescribeCacheClustersCommand({ MaxRecords: 100 })));
  await told(caches.send(new elasticache.DescribeReplicationGroupsCommand({ MaxRecords: 100 })));
  for (const { ARN: ResourceName } of clusters?.CacheClusters ?? [])
    await told(caches.send(new elasticache.ListTagsForResourceCommand({ ResourceName })));
  await ofGlue(config, told);
  const memory = new memorydb.MemoryDBClient(config);
  const { Clusters = [] } = (await told(memory.send(new memorydb.DescribeClustersCommand({ MaxResults: 100 })))) ?? {};
  for (const { ARN: ResourceArn } of Clusters) await told(memory.send(new memorydb.ListTagsCommand({ ResourceArn })));
}

async function ofGlue(config: object, told: Told): Promise<void> {
  const etl = new glue.GlueClient(config);
  await told(etl.send(new glue.GetCrawlersCommand({ MaxResults: 1000 })));
  await told(etl.send(new glue.GetDatabasesCommand({ MaxResults: 100 })));
  await told(etl.send(new glue.GetJobsCommand({ MaxResults: 1000 })));
}

async function ofMessages(config: object, told: Told): Promise<void> {
  const deliveries = new firehose.FirehoseClient(config);
  const delivered = await told(deliveries.send(new firehose.ListDeliveryStreamsCommand({ Limit: 10_000 })));
  for (const DeliveryStreamName of delivered?.DeliveryStreamNames ?? [])
    await told(deliveries.send(new firehose.ListTagsForDeliveryStreamCommand({ DeliveryStreamName })));
  const streams = new kinesis.KinesisClient(config);
  const { StreamSummaries = [] } = (await told(streams.send(new kinesis.ListStreamsCommand({ Limit: 100 })))) ?? {};
  for (const { StreamARN } of StreamSummaries)
    await told(streams.send(new kinesis.ListTagsForStreamCommand({ StreamARN, Limit: 50 })));
  const topics = new sns.SNSClient(config);
  const { Topics = [] } = (await told(topics.send(new sns.ListTopicsCommand({})))) ?? {};
  for (const { TopicArn: ResourceArn } of Topics)
    await told(topics.send(new sns.ListTagsForResourceCommand({ ResourceArn })));
  const queues = new sqs.SQSClient(config);
  const { QueueUrls = [] } = (await told(queues.send(new sqs.ListQueuesCommand({ MaxResults: 1000 })))) ?? {};
  for (const QueueUrl of QueueUrls) await told(queues.send(new sqs.ListQueueTagsCommand({ QueueUrl })));
}

async function ofSecurity(config: object, told: Told): Promise<void> {
  const certificates = new acm.ACMClient(config);
  const listed = await told(certificates.send(new acm.ListCertificatesCommand({ MaxItems: 1000 })));
  for (const { CertificateArn } of listed?.CertificateSummaryList ?? [])
    await told(certificates.send(new acm.ListTagsForCertificateCommand({ CertificateArn })));
  const pools = new cognito.CognitoIdentityProviderClient(config);
  await told(pools.send(new cognito.ListUserPoolsCommand({ MaxResults: 60 })));
  const keys = new kms.KMSClient(config);
  const { Keys = [] } = (await told(keys.send(new kms.ListKeysCommand({ Limit: 1000 })))) ?? {};
  for (const { KeyId } of Keys) {
    const key = await told(keys.send(new kms.DescribeKeyCommand({ KeyId })));
    if (key?.KeyMetadata?.KeyManager === 'CUSTOMER') await told(keys.send(new kms.ListResourceTagsCommand({ KeyId })));
  }
}

async function ofDevelopment(config: object, told: Told): Promise<void> {
  const builds = new codebuild.CodeBuildClient(config);
  const { projects = [] } = (await told(builds.send(new codebuild.ListProjectsCommand({})))) ?? {};
  if (projects.length > 0) await told(builds.send(new codebuild.BatchGetProjectsCommand({ names: projects })));
  await told(new codepipeline.CodePipelineClient(config).send(new codepipeline.ListPipelinesCommand({})));
  const groups = new logs.CloudWatchLogsClient(config);
  const { logGroups = [] } = (await told(groups.send(new logs.DescribeLogGroupsCommand({ limit: 50 })))) ?? {};
  for (const { logGroupArn: resourceArn } of logGroups)
    await told(groups.send(new logs.ListTagsForResourceCommand({ resourceArn })));
  const machines = new sfn.SFNClient(config);
  const { stateMachines = [] } =
    (await told(machines.send(new sfn.ListStateMachinesCommand({ maxResults: 1000 })))) ?? {};
  for (const { stateMachineArn: resourceArn } of stateMachines)
    await told(machines.send(new sfn.ListTagsForResourceCommand({ resourceArn })));
}
