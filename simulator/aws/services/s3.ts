import type { BucketDetail, LifecycleRule } from '../../estate/aws/buckets.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { pageOf } from '../../paging.ts';
import { type RestCall, RestError, restXmlService } from '../protocols/rest.ts';
import type { Xml, XmlValue } from '../protocols/xml.ts';
import { AwsError, type AwsRequest } from '../service.ts';
import { tagList } from './tag-list.ts';

type Bucket = PlantedResource<BucketDetail>;

/** S3 names its permissions in a way of its own. */
const actions: Readonly<Record<string, string>> = {
  ListBuckets: 's3:ListAllMyBuckets',
  GetBucketLifecycleConfiguration: 's3:GetLifecycleConfiguration',
};

/** S3: the buckets of an account and what is set on them, addressed by path. */
export const s3Service = restXmlService({
  signingName: 's3',
  protocol: 'rest-xml',
  namespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
  iamAction: (operation) => actions[operation] ?? `s3:${operation}`,
  routes: [
    { operation: 'ListBuckets', method: 'GET', path: '/', root: 'ListAllMyBucketsResult', answer: listBuckets },
    bucketRoute('GetBucketLocation', 'location', 'LocationConstraint', ({ detail }) => detail.location ?? ''),
    bucketRoute('GetBucketTagging', 'tagging', 'Tagging', taggingOf),
    bucketRoute('GetBucketVersioning', 'versioning', 'VersioningConfiguration', ({ detail }) => ({
      Status: detail.versioning,
    })),
    bucketRoute('GetBucketLifecycleConfiguration', 'lifecycle', 'LifecycleConfiguration', lifecycleOf),
  ],
});

function bucketRoute(operation: string, query: string, root: string, answer: (bucket: Bucket) => XmlValue) {
  return {
    operation,
    method: 'GET',
    path: '/{Bucket}',
    query,
    root,
    answer: ({ labels, request, estate }: RestCall) =>
      answer(bucketFor(operation, labels.Bucket ?? '', request, estate)),
  };
}

function listBuckets({ request, estate }: RestCall): Xml {
  const { query, account } = request;
  const prefix = query.get('prefix') ?? '';
  const region = query.get('bucket-region');
  const size = query.get('max-buckets');
  if (size !== null && !(Number(size) >= 1 && Number(size) <= 10_000)) {
    throw new AwsError('InvalidArgument', 'Argument max-buckets must be an integer between 1 and 10000');
  }
  const buckets = estate
    .of<BucketDetail>('s3:bucket', account)
    .filter((bucket) => bucket.name?.startsWith(prefix) && (region === null || bucket.region === region))
    .sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1));
  const { items, nextToken } = pageOf(buckets, {
    token: query.get('continuation-token') ?? undefined,
    size: Number(size ?? 10_000),
    scope: JSON.stringify([account, prefix, region]),
    invalid: () => new AwsError('InvalidArgument', 'The continuation token provided is incorrect'),
  });
  // S3 says where a bucket is only to those who ask for a page, a prefix or a region.
  const asked = ['max-buckets', 'prefix', 'bucket-region', 'continuation-token'].some((name) => query.has(name));
  return {
    Owner: { ID: `${account}`.padEnd(64, '0') },
    Buckets: {
      Bucket: items.map((bucket) => ({
        Name: bucket.name,
        CreationDate: bucket.createdAt,
        BucketRegion: asked ? bucket.region : undefined,
        BucketArn: asked ? bucket.id : undefined,
      })),
    },
    ContinuationToken: nextToken,
    Prefix: prefix || undefined,
  };
}

/** The bucket, if the request came to its region and its owner. */
function bucketFor(operation: string, name: string, request: AwsRequest, estate: Estate): Bucket {
  const bucket = bucketsByName(estate).get(name);
  if (!bucket) {
    const error = { code: 'NoSuchBucket', message: 'The specified bucket does not exist', status: 404 };
    throw new RestError(error, { BucketName: name });
  }
  if (bucket.account !== request.account) throw new AwsError('AccessDenied', 'Access Denied', 403);
  // The first region tells where a bucket is, wherever it is: that is how clients find it.
  const tellsLocation = operation === 'GetBucketLocation' && request.region === 'us-east-1';
  if (bucket.region !== request.region && !tellsLocation) throw redirect(name, bucket.region);
  return bucket;
}

/** A request to another region's endpoint is sent on; clients find the region in the header and sign anew. */
function redirect(name: string, region: string): RestError {
  const message =
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.';
  return new RestError(
    { code: 'PermanentRedirect', message, status: 301 },
    { Endpoint: `s3.${region}.amazonaws.com`, Bucket: name },
    { 'x-amz-bucket-region': region },
  );
}

const indexes = new WeakMap<Estate, ReadonlyMap<string | undefined, Bucket>>();

function bucketsByName(estate: Estate): ReadonlyMap<string | undefined, Bucket> {
  const known = indexes.get(estate);
  if (known) return known;
  const buckets = estate.resources.filter(({ type }) => type === 's3:bucket') as readonly Bucket[];
  const index = new Map(buckets.map((bucket) => [bucket.name, bucket]));
  indexes.set(estate, index);
  return index;
}

function taggingOf({ name = '', tags }: Bucket): Xml {
  if (Object.keys(tags).length === 0) {
    const error = { code: 'NoSuchTagSet', message: 'The TagSet does not exist', status: 404 };
    throw new RestError(error, { BucketName: name });
  }
  return { TagSet: { Tag: tagList(tags) } };
}

function lifecycleOf({ name = '', detail }: Bucket): Xml {
  if (detail.lifecycle.length === 0) {
    const message = 'The lifecycle configuration does not exist';
    throw new RestError({ code: 'NoSuchLifecycleConfiguration', message, status: 404 }, { BucketName: name });
  }
  return { Rule: detail.lifecycle.map(ruleXml) };
}

const ruleXml = (rule: LifecycleRule): Xml => ({
  ID: rule.id,
  Filter: { Prefix: rule.prefix },
  Status: rule.enabled ? 'Enabled' : 'Disabled',
  Transition: rule.transition && { Days: rule.transition.days, StorageClass: rule.transition.storageClass },
  Expiration: rule.expirationDays === undefined ? undefined : { Days: rule.expirationDays },
  NoncurrentVersionExpiration: rule.noncurrentDays === undefined ? undefined : { NoncurrentDays: rule.noncurrentDays },
  AbortIncompleteMultipartUpload:
    rule.abortUploadsAfterDays === undefined ? undefined : { DaysAfterInitiation: rule.abortUploadsAfterDays },
});
