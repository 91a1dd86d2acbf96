// What the SDK alone takes for such calls: `bare-calls.ts <url> <roles as JSON>`. Asks as the product must: every list in every
// region of every account, with clients of its own, and details one by one. Prints how many calls it made and how long it took.
import * as ec2 from '@aws-sdk/client-ec2';
import * as elb from '@aws-sdk/client-elastic-load-balancing';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as rds from '@aws-sdk/client-rds';
import * as s3 from '@aws-sdk/client-s3';
import * as sts from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { inParallel } from './in-parallel.ts';

export interface Role {
  readonly role_arn: string;
  readonly external_id: string;
}

export interface BareCalls {
  readonly calls: number;
  readonly wallMs: number;
  readonly processorMs: number;
}

const ACCOUNTS_AT_ONCE = 5;
const REGIONS_AT_ONCE = 5;

const [endpoint = '', roles = '[]'] = process.argv.slice(2);
const usual = { endpoint, maxAttempts: 1, requestHandler: new NodeHttpHandler({ httpAgent: { maxSockets: 256 } }) };
let calls = 0;

/** Counts, and takes an answer that says that there is nothing for one. */
async function told<T>(answer: Promise<T>): Promise<T | undefined> {
  calls++;
  return answer.catch(() => undefined);
}

async function ofRegion(config: object): Promise<void> {
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
  const databases = new rds.RDSClient(config);
  await told(databases.send(new rds.DescribeDBInstancesCommand({})));
  await told(databases.send(new rds.DescribeDBClustersCommand({})));
  await told(databases.send(new rds.DescribeDBSnapshotsCommand({})));
  await told(databases.send(new rds.DescribeDBClusterSnapshotsCommand({})));
  await told(new elb.ElasticLoadBalancingClient(config).send(new elb.DescribeLoadBalancersCommand({})));
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

async function ofNoRegion(config: object): Promise<void> {
  const buckets = new s3.S3Client({ ...config, forcePathStyle: true });
  const { Buckets = [] } = (await told(buckets.send(new s3.ListBucketsCommand({ MaxBuckets: 1000 })))) ?? {};
  for (const { Name: Bucket } of Buckets) {
    await told(buckets.send(new s3.GetBucketTaggingCommand({ Bucket })));
    await told(buckets.send(new s3.GetBucketVersioningCommand({ Bucket })));
    await told(buckets.send(new s3.GetBucketLifecycleConfigurationCommand({ Bucket })));
  }
  const identities = new iam.IAMClient(config);
  const { Roles = [] } = (await told(identities.send(new iam.ListRolesCommand({ MaxItems: 1000 })))) ?? {};
  for (const { RoleName } of Roles) await told(identities.send(new iam.ListRoleTagsCommand({ RoleName })));
  const { Users = [] } = (await told(identities.send(new iam.ListUsersCommand({ MaxItems: 1000 })))) ?? {};
  for (const { UserName } of Users) {
    await told(identities.send(new iam.ListUserTagsCommand({ UserName })));
    await told(identities.send(new iam.ListAccessKeysCommand({ UserName })));
  }
}

async function ofAccount({ role_arn: RoleArn, external_id: ExternalId }: Role): Promise<void> {
  const region = 'us-east-1';
  const asked = new sts.AssumeRoleCommand({ RoleArn, ExternalId, RoleSessionName: 'bench' });
  const session = await told(new sts.STSClient({ ...usual, region }).send(asked));
  const { AccessKeyId, SecretAccessKey, SessionToken } = session?.Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw new Error(`${RoleArn} can't be assumed`);
  const credentials = {
    ...{ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
  };
  const home = { ...usual, region, credentials };
  const listed = await told(new ec2.EC2Client(home).send(new ec2.DescribeRegionsCommand({})));
  const works = [
    () => ofNoRegion(home),
    ...(listed?.Regions ?? []).map(
      ({ RegionName }) =>
        () =>
          ofRegion({ ...home, region: RegionName }),
    ),
  ];
  await inParallel(works, REGIONS_AT_ONCE, (work) => work());
}

const before = process.cpuUsage();
const startedAt = performance.now();
await inParallel(JSON.parse(roles) as Role[], ACCOUNTS_AT_ONCE, ofAccount);
const { user, system } = process.cpuUsage(before);
const made: BareCalls = { calls, wallMs: performance.now() - startedAt, processorMs: (user + system) / 1000 };
process.stdout.write(JSON.stringify(made));
