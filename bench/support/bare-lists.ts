import * as apigateway from '@aws-sdk/client-api-gateway';
import * as apigatewayv2 from '@aws-sdk/client-apigatewayv2';
import * as autoscaling from '@aws-sdk/client-auto-scaling';
import * as bedrock from '@aws-sdk/client-bedrock';
import * as agents from '@aws-sdk/client-bedrock-agent';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as ec2 from '@aws-sdk/client-ec2';
import * as efs from '@aws-sdk/client-efs';
import * as elb from '@aws-sdk/client-elastic-load-balancing';
import * as emr from '@aws-sdk/client-emr';
import * as events from '@aws-sdk/client-eventbridge';
import * as fsx from '@aws-sdk/client-fsx';
import * as kafka from '@aws-sdk/client-kafka';
import * as opensearch from '@aws-sdk/client-opensearch';
import * as rds from '@aws-sdk/client-rds';
import * as redshift from '@aws-sdk/client-redshift';
import * as tagging from '@aws-sdk/client-resource-groups-tagging-api';
import * as sagemaker from '@aws-sdk/client-sagemaker';
import * as secrets from '@aws-sdk/client-secrets-manager';
import type { Told } from './bare-answers.ts';

/** The lists of a region after which nothing is asked here. */
export async function bareLists(config: object, told: Told): Promise<void> {
  await ofMachines(config, told);
  await ofDatabases(config, told);
  await told(new elb.ElasticLoadBalancingClient(config).send(new elb.DescribeLoadBalancersCommand({})));
  await told(new apigateway.APIGatewayClient(config).send(new apigateway.GetRestApisCommand({ limit: 500 })));
  await told(new apigatewayv2.ApiGatewayV2Client(config).send(new apigatewayv2.GetApisCommand({ MaxResults: '100' })));
  await told(
    new autoscaling.AutoScalingClient(config).send(
      new autoscaling.DescribeAutoScalingGroupsCommand({ MaxRecords: 100 }),
    ),
  );
  await ofModels(config, told);
  await told(new cloudwatch.CloudWatchClient(config).send(new cloudwatch.DescribeAlarmsCommand({ MaxRecords: 100 })));
  await told(new efs.EFSClient(config).send(new efs.DescribeFileSystemsCommand({ MaxItems: 100 })));
  await told(new emr.EMRClient(config).send(new emr.ListClustersCommand({})));
  await told(new opensearch.OpenSearchClient(config).send(new opensearch.ListDomainNamesCommand({})));
  const buses = new events.EventBridgeClient(config);
  await told(buses.send(new events.ListEventBusesCommand({ Limit: 100 })));
  await told(buses.send(new events.ListRulesCommand({ Limit: 100 })));
  await told(new fsx.FSxClient(config).send(new fsx.DescribeFileSystemsCommand({})));
  await told(new kafka.KafkaClient(config).send(new kafka.ListClustersV2Command({ MaxResults: 100 })));
  await told(new secrets.SecretsManagerClient(config).send(new secrets.ListSecretsCommand({ MaxResults: 100 })));
  const tagged = new tagging.ResourceGroupsTaggingAPIClient(config);
  await told(tagged.send(new tagging.GetResourcesCommand({ ResourcesPerPage: 100 })));
}

async function ofMachines(config: object, told: Told): Promise<void> {
  const machines = new ec2.EC2Client(config);
  const pages = { MaxResults: 1000 };
  await told(machines.send(new ec2.DescribeInstancesCommand(pages)));
  await told(machines.send(new ec2.DescribeVolumesCommand(pages)));
  await told(machines.send(new ec2.DescribeSnapshotsCommand({ ...pages, OwnerIds: ['self'] })));
  await told(machines.send(new ec2.DescribeImagesCommand({ ...pages, Owners: ['self'] })));
  await told(machines.send(new ec2.DescribeAddressesCommand({})));
  await told(machines.send(new ec2.DescribeNatGatewaysCommand(pages)));
  await told(machines.send(new ec2.DescribeVpnGatewaysCommand({})));
  await told(machines.send(new ec2.DescribeVpcsCommand(pages)));
  await told(machines.send(new ec2.DescribeSubnetsCommand(pages)));
  await told(machines.send(new ec2.DescribeSecurityGroupsCommand(pages)));
}

async function ofDatabases(config: object, told: Told): Promise<void> {
  const databases = new rds.RDSClient(config);
  await told(databases.send(new rds.DescribeDBInstancesCommand({})));
  await told(databases.send(new rds.DescribeDBClustersCommand({})));
  await told(databases.send(new rds.DescribeDBSnapshotsCommand({})));
  await told(databases.send(new rds.DescribeDBClusterSnapshotsCommand({})));
  await told(new redshift.RedshiftClient(config).send(new redshift.DescribeClustersCommand({})));
}

async function ofModels(config: object, told: Told): Promise<void> {
  const pages = { maxResults: 1000 };
  await told(new bedrock.BedrockClient(config).send(new bedrock.ListGuardrailsCommand(pages)));
  const builders = new agents.BedrockAgentClient(config);
  await told(builders.send(new agents.ListAgentsCommand(pages)));
  await told(builders.send(new agents.ListKnowledgeBasesCommand(pages)));
  const learning = new sagemaker.SageMakerClient(config);
  await told(learning.send(new sagemaker.ListDomainsCommand({ MaxResults: 100 })));
  await told(learning.send(new sagemaker.ListEndpointsCommand({ MaxResults: 100 })));
  await told(learning.send(new sagemaker.ListNotebookInstancesCommand({ MaxResults: 100 })));
}
