import type { Bucket, LifecycleRule } from '@aws-sdk/client-s3';
import { CloudError } from '../../../model/errors.ts';
import type { BucketAttributes } from '../../../model/kinds/bucket.ts';
import type { Tags } from '../../../model/resource.ts';
import type { CollectContext } from '../../collector.ts';
import { parallel } from '../../parallel.ts';
import { partitionOf } from '../arn.ts';
import type { AwsClients } from '../clients.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

interface BucketWithDetails {
  readonly bucket: Bucket;
  readonly region: string | undefined;
  readonly tags: Tags | undefined;
  /** `''` where it was never switched on. */
  readonly versioning: string | undefined;
  readonly lifecycle: readonly LifecycleRule[] | undefined;
}

const VERSIONING: Readonly<Record<string, BucketAttributes['versioning']>> = {
  '': 'off',
  Enabled: 'enabled',
  Suspended: 'suspended',
};

/** What GetBucketLocation says: nothing for the oldest region, and a name of its own for the second. */
export const regionOfLocation = (location: string | undefined): string =>
  location === 'EU' ? 'eu-west-1' : location || 'us-east-1';

/** S3 says that there is nothing by an error. */
const without =
  <T>(code: string, nothing: T) =>
  (error: unknown): T => {
    if (error instanceof CloudError && error.facts.code === code) return nothing;
    throw error;
  };

const LISTING = 's3:ListAllMyBuckets';

/** Three calls for each bucket, in its own region, because no operation tells these of several. */
async function withDetails(
  { clients, detail }: CollectContext<AwsClients>,
  bucket: Bucket,
): Promise<BucketWithDetails> {
  const {
    GetBucketLifecycleConfigurationCommand,
    GetBucketLocationCommand,
    GetBucketTaggingCommand,
    GetBucketVersioningCommand,
  } = await import('@aws-sdk/client-s3');
  const input = { Bucket: idOf(bucket.Name, LISTING) };
  const located = async () => {
    const home = await clients.client('s3', clients.home);
    return regionOfLocation((await home.send(new GetBucketLocationCommand(input))).LocationConstraint);
  };
  const region = bucket.BucketRegion ?? (await detail('s3:GetBucketLocation', located));
  const client = await clients.client('s3', region ?? clients.home);
  const [tags, versioning, lifecycle] = await Promise.all([
    detail('s3:GetBucketTagging', () =>
      client.send(new GetBucketTaggingCommand(input)).then(({ TagSet }) => tagsOf(TagSet), without('NoSuchTagSet', {})),
    ),
    detail(
      's3:GetBucketVersioning',
      async () => (await client.send(new GetBucketVersioningCommand(input))).Status ?? '',
    ),
    detail('s3:GetLifecycleConfiguration', () =>
      client
        .send(new GetBucketLifecycleConfigurationCommand(input))
        .then(({ Rules }) => Rules ?? [], without('NoSuchLifecycleConfiguration', [])),
    ),
  ]);
  return { bucket, region, tags, versioning, lifecycle };
}

/** Buckets of the account in all regions, which one list tells. */
export const s3Bucket = defineAwsCollector({
  type: 's3:bucket',
  kind: 'bucket',
  reach: 'global',
  taggable: true,
  permissions: [
    LISTING,
    's3:GetBucketLocation',
    's3:GetBucketTagging',
    's3:GetBucketVersioning',
    's3:GetLifecycleConfiguration',
  ],
  async *list(context): AsyncIterable<BucketWithDetails> {
    const { paginateListBuckets } = await import('@aws-sdk/client-s3');
    const client = await context.clients.client('s3', context.clients.home);
    // Without a size the list has no pages and no regions.
    const buckets = itemsOf(paginateListBuckets({ client, pageSize: 10_000 }, {}), ({ Buckets }) => Buckets);
    yield* parallel(buckets, 8, (bucket) => withDetails(context, bucket));
  },
  normalize({ bucket, region, tags, versioning, lifecycle }) {
    return {
      id: `arn:${partitionOf(region ?? '')}:s3:::${idOf(bucket.Name, LISTING)}`,
      name: bucket.Name,
      region,
      state: 'available',
      createdAt: bucket.CreationDate?.toISOString(),
      tags,
      attributes: {
        versioning: versioning === undefined ? undefined : VERSIONING[versioning],
        lifecycleRules: lifecycle?.flatMap(({ ID, Status }) => (Status === 'Enabled' && ID ? [ID] : [])),
      },
    };
  },
});
