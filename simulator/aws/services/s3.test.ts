import {
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  ListBucketsCommand,
  paginateListBuckets,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, describe, expect, test } from 'vitest';
import type { BucketDetail } from '../../estate/aws/buckets.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { startSimulator } from '../../start.ts';
import { asAccount } from '../../test/clients.ts';

const simulator = await startSimulator({ resources: 8000 });
afterAll(() => simulator.close());

const [payer, production] = simulator.estate.accounts;
const account = production?.id ?? '';
const connection = { ...(await asAccount(simulator, account)), forcePathStyle: true };
const client = new S3Client(connection);
const planted = simulator.estate.of<BucketDetail>('s3:bucket', account);

const oneWhere = (matches: (bucket: PlantedResource<BucketDetail>) => boolean) => {
  const found = planted.find((bucket) => bucket.region === 'us-east-1' && matches(bucket));
  if (!found) throw new Error('no such bucket is planted');
  return { Bucket: found.name, planted: found };
};

describe('ListBuckets', () => {
  test('lists all of them at once, without saying where they are', async () => {
    const { Buckets = [], Owner } = await client.send(new ListBucketsCommand());
    expect(Buckets.map(({ Name }) => Name).sort()).toEqual(planted.map(({ name }) => name).sort());
    expect(Buckets.every(({ BucketRegion, CreationDate }) => !BucketRegion && CreationDate)).toBe(true);
    expect(Owner?.ID).toHaveLength(64);
  });

  test('says where they are when asked for pages', async () => {
    const found = [];
    let pages = 0;
    for await (const { Buckets = [] } of paginateListBuckets({ client, pageSize: 20 }, {})) {
      found.push(...Buckets);
      pages += 1;
    }
    expect(pages).toBe(Math.ceil(planted.length / 20));
    expect(found.map(({ Name, BucketRegion }) => [Name, BucketRegion])).toEqual(
      planted.map(({ name, region }) => [name, region]).sort(),
    );
  });

  test('lists one region', async () => {
    const region = production?.regions[1] ?? '';
    const { Buckets = [] } = await client.send(new ListBucketsCommand({ BucketRegion: region }));
    expect(Buckets).toHaveLength(planted.filter((bucket) => bucket.region === region).length);
  });

  test('refuses a token that it never gave', async () => {
    const asked = client.send(new ListBucketsCommand({ MaxBuckets: 5, ContinuationToken: 'made-up' }));
    await expect(asked).rejects.toMatchObject({ name: 'InvalidArgument' });
  });
});

describe('a bucket', () => {
  test('tells its tags', async () => {
    const { Bucket, planted: bucket } = oneWhere(({ tags }) => Object.keys(tags).length > 1);
    const { TagSet = [] } = await client.send(new GetBucketTaggingCommand({ Bucket }));
    expect(Object.fromEntries(TagSet.map(({ Key, Value }) => [Key, Value]))).toEqual(bucket.tags);
  });

  test('without tags is an error of its own', async () => {
    const { Bucket } = oneWhere(({ tags }) => Object.keys(tags).length === 0);
    const asked = client.send(new GetBucketTaggingCommand({ Bucket }));
    await expect(asked).rejects.toMatchObject({ name: 'NoSuchTagSet', $metadata: { httpStatusCode: 404 } });
  });

  test.each(['Enabled', 'Suspended', undefined] as const)('has versioning %s', async (versioning) => {
    const { Bucket } = oneWhere(({ detail }) => detail.versioning === versioning);
    const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket }));
    expect(Status).toBe(versioning);
  });

  test('tells its lifecycle', async () => {
    const { Bucket, planted: bucket } = oneWhere(({ detail }) => detail.lifecycle.some(({ transition }) => transition));
    const { Rules = [] } = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(Rules.map(({ ID, Status, Transitions }) => [ID, Status, Transitions?.[0]?.Days])).toEqual(
      bucket.detail.lifecycle.map(({ id, enabled, transition }) => [
        id,
        enabled ? 'Enabled' : 'Disabled',
        transition?.days,
      ]),
    );
  });

  test('without a lifecycle is an error of its own', async () => {
    const { Bucket } = oneWhere(({ detail }) => detail.lifecycle.length === 0);
    const asked = client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    await expect(asked).rejects.toMatchObject({
      name: 'NoSuchLifecycleConfiguration',
      $metadata: { httpStatusCode: 404 },
    });
  });

  test('that nobody has is not found', async () => {
    const asked = client.send(new GetBucketVersioningCommand({ Bucket: 'nobody-has-this' }));
    await expect(asked).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  test('of another account is denied', async () => {
    const foreign = simulator.estate.of('s3:bucket', payer?.id ?? '', 'us-east-1')[0];
    const asked = client.send(new GetBucketVersioningCommand({ Bucket: foreign?.name }));
    await expect(asked).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('a bucket in another region', () => {
  const elsewhere = () => planted.find(({ region }) => region !== 'us-east-1');

  test('redirects, and says where to', async () => {
    const bucket = elsewhere();
    const asked = client.send(new GetBucketTaggingCommand({ Bucket: bucket?.name }));
    await expect(asked).rejects.toMatchObject({ name: 'PermanentRedirect', $metadata: { httpStatusCode: 301 } });
    await expect(asked).rejects.toMatchObject({
      $response: { headers: { 'x-amz-bucket-region': bucket?.region } },
    });
  });

  test('is found by a client that follows', async () => {
    const bucket = elsewhere();
    const follower = new S3Client({ ...connection, followRegionRedirects: true });
    const { Status } = await follower.send(new GetBucketVersioningCommand({ Bucket: bucket?.name }));
    expect(Status).toBe(bucket?.detail.versioning);
  });

  test('tells its location in the first region', async () => {
    const bucket = elsewhere();
    const { LocationConstraint } = await client.send(new GetBucketLocationCommand({ Bucket: bucket?.name }));
    expect(LocationConstraint).toBe(bucket?.detail.location);
  });
});
