import { AthenaClient } from '@aws-sdk/client-athena';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import { S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

export const REGIONS = ['ap-southeast-2', 'eu-west-1', 'us-east-1'] as const;
export const HOME_REGION = 'us-east-1';
/** What belongs to no region. */
export const GLOBAL = 'global';

/** Whoever comes with no keys that it knows is this account to moto. */
export const FIRST_ACCOUNT = '123456789012';
export const SECOND_ACCOUNT = '222222222222';
export const ACCOUNTS = [FIRST_ACCOUNT, SECOND_ACCOUNT] as const;
export const SECOND_ROLE = { arn: `arn:aws:iam::${SECOND_ACCOUNT}:role/finops-reader`, externalId: 'emulated' };
export const FIRST_KEYS = { accessKeyId: 'emulated', secretAccessKey: 'emulated' };

/** The SDK's clients for one region of one account. */
export interface Place {
  readonly account: string;
  readonly region: string;
  readonly athena: AthenaClient;
  readonly ec2: EC2Client;
  readonly elb: ElasticLoadBalancingClient;
  readonly elbv2: ElasticLoadBalancingV2Client;
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  readonly rds: RDSClient;
  readonly s3: S3Client;
}

/** Every region of every account that is filled. */
export async function placesOf(endpoint: string): Promise<readonly Place[]> {
  const { Credentials } = await new STSClient({ endpoint, region: HOME_REGION, credentials: FIRST_KEYS }).send(
    new AssumeRoleCommand({ RoleArn: SECOND_ROLE.arn, RoleSessionName: 'filler', ExternalId: SECOND_ROLE.externalId }),
  );
  const secondKeys = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  return ACCOUNTS.flatMap((account) =>
    REGIONS.map((region): Place => {
      const settings = { endpoint, region, credentials: account === FIRST_ACCOUNT ? FIRST_KEYS : secondKeys };
      return {
        account,
        region,
        athena: new AthenaClient(settings),
        ec2: new EC2Client(settings),
        elb: new ElasticLoadBalancingClient(settings),
        elbv2: new ElasticLoadBalancingV2Client(settings),
        iam: new IAMClient(settings),
        lambda: new LambdaClient(settings),
        rds: new RDSClient(settings),
        s3: new S3Client({ ...settings, forcePathStyle: true }),
      };
    }),
  );
}

/** At most so many at once, in any order. */
export async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>, atOnce = 8): Promise<void> {
  const left = items.values();
  const worker = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
