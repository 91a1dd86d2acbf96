import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import { eachOf, HOME_REGION, type Place } from '../places.ts';
import type { Planted } from './planted.ts';
import { plotOf } from './plot.ts';
import { tagList, VARIANTS, variantAt } from './variants.ts';

export const BUCKETS = 723;
/** Every third of them. */
export const NEVER_TAGGED_BUCKETS = 241;

/** 723 buckets over all places, a third of them never tagged. */
export async function plantBuckets(places: readonly Place[], into: Planted[]): Promise<void> {
  const numbers = Array.from({ length: BUCKETS }, (_, index) => index);
  await eachOf(numbers, async (index) => {
    // By threes, so that every place gets tagged ones and others.
    const place = places[Math.floor(index / 3) % places.length];
    if (place) await plantBucket(place, index, into);
  });
}

async function plantBucket(place: Place, index: number, into: Planted[]): Promise<void> {
  const { s3, region } = place;
  const Bucket = `northwind-${place.account.slice(0, 3)}-data-${String(index).padStart(4, '0')}`;
  const variant = variantAt(index);
  const location = { LocationConstraint: region as BucketLocationConstraint };
  await s3.send(
    new CreateBucketCommand({ Bucket, ...(region === HOME_REGION ? {} : { CreateBucketConfiguration: location }) }),
  );
  if (Object.keys(VARIANTS[variant].tags).length > 0)
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: tagList(variant) } }));
  const versioning = await version(place, Bucket, index);
  const lifecycleRules = await expire(place, Bucket, index);
  plotOf(place, into).add('s3:bucket', `arn:aws:s3:::${Bucket}`, variant, {
    name: Bucket,
    attributes: { versioning, lifecycleRules },
  });
}

async function version({ s3 }: Place, Bucket: string, index: number): Promise<string> {
  if (index % 5 > 1) return 'off';
  const Status = index % 5 === 0 ? 'Enabled' : 'Suspended';
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
  return Status.toLowerCase();
}

async function expire({ s3 }: Place, Bucket: string, index: number): Promise<readonly string[]> {
  if (index % 7 !== 0) return [];
  const rule = { Filter: { Prefix: '' }, Expiration: { Days: 30 } };
  const Rules = [
    { ...rule, ID: 'expire', Status: 'Enabled' as const },
    { ...rule, ID: 'off', Filter: { Prefix: 'old/' }, Status: 'Disabled' as const },
  ];
  await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
  return ['expire'];
}
