import { CloudError } from '../../model/errors.ts';

// Whatever stands between us and AWS may answer in its place: a proxy's page, a portal's login, nothing at all. The SDK
// reads all of these as empty lists, and everything would seem to be deleted. No header proves anything to us: AWS sends
// them, emulators leave them out, and proxies add them to what they cached. The shape of the answer does.

/** How a service writes its answers. */
export type Wire = 'query' | 's3' | 'cloudfront' | 'json' | 'sqs';

// These give the root of an answer a name of its own (https://docs.aws.amazon.com/AmazonS3/latest/API,
// https://docs.aws.amazon.com/cloudfront/latest/APIReference); Route 53 names it as the query services do.
const ROOTS: Readonly<Partial<Record<Wire, Readonly<Record<string, string>>>>> = {
  s3: {
    GetBucketLifecycleConfiguration: 'LifecycleConfiguration',
    GetBucketLocation: 'LocationConstraint',
    GetBucketTagging: 'Tagging',
    GetBucketVersioning: 'VersioningConfiguration',
    ListBuckets: 'ListAllMyBucketsResult',
  },
  cloudfront: { ListDistributions: 'DistributionList', ListTagsForResource: 'Tags' },
};

// SQS leaves out a list that is empty, so that nothing but the name of its first member tells an answer from another's.
const SQS = /^\s*\{\s*(?:\}\s*$|"(?:NextToken|QueueUrls|Tags)"\s*:)/;

const PROLOGUE_BYTES = 1024;
const HTML = /^\s*(?:<!doctype html|<html[\s>])/i;

/** What an answer to an operation begins with. */
export function beginningOf(wire: Wire, operation: string): RegExp {
  if (wire === 'json') return /^\s*\{/;
  if (wire === 'sqs') return SQS;
  // Emulators write the usual name in the place of those, too.
  const root = ROOTS[wire]?.[operation];
  return new RegExp(`^\\s*(?:<\\?[^>]*\\?>\\s*)?<(?:${operation}Response${root ? `|${root}` : ''})[\\s/>]`);
}

/** @throws CloudError for a body that AWS didn't write. */
export function proveBody(status: number, body: Uint8Array, beginning: RegExp, action: string): void {
  const text = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, PROLOGUE_BYTES)).toString();
  // Errors need no proof, because nothing is deleted for them. But a page that blocks must not pass for a permission that
  // is missing, and what is broken or busy may say so by a page at AWS too.
  const foreign = status < 300 ? !beginning.test(text) : status < 500 && status !== 429 && HTML.test(text);
  if (foreign) throw notAws(action);
}

// Not retried: whatever answers in the place of AWS will do so again.
export const notAws = (action: string): CloudError =>
  new CloudError({ reason: 'failed', code: 'NotAnAwsAnswer', action, retryable: false });
