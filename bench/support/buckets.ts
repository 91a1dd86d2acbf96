import {
  CreateBucketCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  PutBucketTaggingCommand,
  paginateListBuckets,
  S3Client,
  type S3ServiceException,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { inParallel } from './in-parallel.ts';

export const BUCKETS = 723;
export const HOME_REGION = 'us-east-1';
const REGIONS = [HOME_REGION, 'eu-west-1', 'ap-southeast-2'] as const;
// As many buckets at a time as the product asks for, three calls each.
const AT_A_TIME = 8;
export const CREDENTIALS = { accessKeyId: 'testing', secretAccessKey: 'testing' };

interface Clients {
  readonly requestHandler: NodeHttpHandler;
  s3(region: string): S3Client;
}

function clientsOf(endpoint: string): Clients {
  const requestHandler = new NodeHttpHandler({ httpAgent: { maxSockets: 64 } });
  const made = new Map<string, S3Client>();
  return {
    requestHandler,
    s3(region) {
      const known = made.get(region);
      if (known) return known;
      const settings = { region, endpoint, credentials: CREDENTIALS, forcePathStyle: true, requestHandler };
      const client = new S3Client(settings);
      made.set(region, client);
      return client;
    },
  };
}

/** Makes the buckets, two of three with tags. */
export async function makeBuckets(endpoint: string): Promise<void> {
  const { s3, requestHandler } = clientsOf(endpoint);
  const numbers = Array.from({ length: BUCKETS }, (_, number) => number);
  await inParallel(numbers, AT_A_TIME, async (number) => {
    const Bucket = `bench-bucket-${number}`;
    const region = REGIONS[number % REGIONS.length] ?? HOME_REGION;
    const place = region === HOME_REGION ? {} : { CreateBucketConfiguration: { LocationConstraint: region } };
    await s3(region).send(new CreateBucketCommand({ Bucket, ...place }));
    if (Math.floor(number / REGIONS.length) % 3 === 0) return;
    const TagSet = [
      { Key: 'Owner', Value: `owner.${number}@example.com` },
      { Key: 'Environment', Value: 'production' },
    ];
    await s3(region).send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
  });
  requestHandler.destroy();
}

/** S3 says by an error that there is nothing. */
const unlessNothing = (error: S3ServiceException): undefined => {
  if (error.name === 'NoSuchTagSet' || error.name === 'NoSuchLifecycleConfiguration') return undefined;
  throw error;
};

/** The calls that the product makes for the buckets, with the SDK and nothing else. Returns how many buckets there are. */
export async function replayBuckets(endpoint: string): Promise<number> {
  const { s3, requestHandler } = clientsOf(endpoint);
  const sts = new STSClient({ region: HOME_REGION, endpoint, credentials: CREDENTIALS, requestHandler });
  await sts.send(new GetCallerIdentityCommand({}));
  const home = s3(HOME_REGION);
  let buckets = 0;
  for await (const { Buckets = [] } of paginateListBuckets({ client: home, pageSize: 1000 }, {})) {
    buckets += Buckets.length;
    await inParallel(Buckets, AT_A_TIME, async ({ Name: Bucket, BucketRegion }) => {
      const input = { Bucket };
      const region =
        BucketRegion ?? ((await home.send(new GetBucketLocationCommand(input))).LocationConstraint || HOME_REGION);
      const client = s3(region);
      await Promise.all([
        client.send(new GetBucketTaggingCommand(input)).catch(unlessNothing),
        client.send(new GetBucketVersioningCommand(input)),
        client.send(new GetBucketLifecycleConfigurationCommand(input)).catch(unlessNothing),
      ]);
    });
  }
  requestHandler.destroy();
  return buckets;
}
