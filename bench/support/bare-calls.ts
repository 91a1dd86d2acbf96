// What the SDK alone takes for such calls: `bare-calls.ts <url> <roles as JSON>`. Asks as the product must: every list in every
// region of every account, with clients of its own, and most details one by one, so that each service's protocol has the part
// in the mean that it has in the least calls. Prints how many calls it made and how long it took; fails when one was refused.
import * as cloudfront from '@aws-sdk/client-cloudfront';
import * as ec2 from '@aws-sdk/client-ec2';
import * as iam from '@aws-sdk/client-iam';
import * as explorer from '@aws-sdk/client-resource-explorer-2';
import * as route53 from '@aws-sdk/client-route-53';
import * as s3 from '@aws-sdk/client-s3';
import * as sts from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { bareAnswers } from './bare-answers.ts';
import { bareDetails } from './bare-details.ts';
import { bareLists } from './bare-lists.ts';
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
const { told, calls, refusals } = bareAnswers();

async function ofRegion(config: object): Promise<void> {
  await bareLists(config, told);
  await bareDetails(config, told);
}

/** All are listed anywhere, and each is asked about where it lies. */
async function ofBuckets(config: object, regions: readonly string[]): Promise<void> {
  const byPath = { ...config, forcePathStyle: true };
  const there = new Map(regions.map((region) => [region, new s3.S3Client({ ...byPath, region })]));
  const all = await told(new s3.S3Client(byPath).send(new s3.ListBucketsCommand({ MaxBuckets: 10_000 })));
  for (const { Name: Bucket, BucketRegion = '' } of all?.Buckets ?? []) {
    const client = there.get(BucketRegion);
    if (!client) throw new Error(`nobody asks about ${Bucket} in ${BucketRegion}`);
    await told(client.send(new s3.GetBucketTaggingCommand({ Bucket })), 'NoSuchTagSet');
    await told(client.send(new s3.GetBucketVersioningCommand({ Bucket })));
    const lifecycle = client.send(new s3.GetBucketLifecycleConfigurationCommand({ Bucket }));
    await told(lifecycle, 'NoSuchLifecycleConfiguration');
  }
}

async function ofNoRegion(config: object, regions: readonly string[]): Promise<void> {
  await ofBuckets(config, regions);
  const identities = new iam.IAMClient(config);
  const { Roles = [] } = (await told(identities.send(new iam.ListRolesCommand({ MaxItems: 1000 })))) ?? {};
  for (const { RoleName } of Roles) await told(identities.send(new iam.ListRoleTagsCommand({ RoleName })));
  const { Users = [] } = (await told(identities.send(new iam.ListUsersCommand({ MaxItems: 1000 })))) ?? {};
  for (const { UserName } of Users) {
    await told(identities.send(new iam.ListUserTagsCommand({ UserName })));
    const keys = await told(identities.send(new iam.ListAccessKeysCommand({ UserName })));
    for (const { AccessKeyId } of keys?.AccessKeyMetadata ?? [])
      await told(identities.send(new iam.GetAccessKeyLastUsedCommand({ AccessKeyId })));
  }
  await told(new cloudfront.CloudFrontClient(config).send(new cloudfront.ListDistributionsCommand({})));
  await told(new route53.Route53Client(config).send(new route53.ListHostedZonesCommand({})));
  const index = new explorer.ResourceExplorer2Client(config);
  const { Views: [ViewArn] = [] } = (await told(index.send(new explorer.ListViewsCommand({})))) ?? {};
  for (const region of regions) {
    const Filters = { FilterString: `region:${region}` };
    await told(index.send(new explorer.ListResourcesCommand({ ViewArn, Filters, MaxResults: 1000 })));
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
  const regions = (listed?.Regions ?? []).flatMap(({ RegionName }) => RegionName ?? []);
  const works = [() => ofNoRegion(home, regions), ...regions.map((name) => () => ofRegion({ ...home, region: name }))];
  await inParallel(works, REGIONS_AT_ONCE, (work) => work());
}

const before = process.cpuUsage();
const startedAt = performance.now();
await inParallel(JSON.parse(roles) as Role[], ACCOUNTS_AT_ONCE, ofAccount);
const { user, system } = process.cpuUsage(before);
if (refusals().length > 0) throw new Error(`the SDK alone was refused: ${refusals().join('; ')}`);
const made: BareCalls = { calls: calls(), wallMs: performance.now() - startedAt, processorMs: (user + system) / 1000 };
process.stdout.write(JSON.stringify(made));
