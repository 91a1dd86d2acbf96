/** How a service of AWS speaks, and so how it refuses. */
export type Protocol = 'ec2' | 'query' | 'json' | 'cbor' | 's3' | 'lambda';

/** A request as AWS's services understand it. */
export interface WireCall {
  /** The signing name: `ec2`, `elasticloadbalancing`, `monitoring`. */
  readonly service: string;
  readonly region: string;
  readonly operation: string;
  readonly protocol: Protocol;
}

export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

// Like Lambda they say nothing of the operation but by the address.
const REST_JSON = new Set(['apigateway', 'backup', 'eks', 'elasticfilesystem', 'es', 'kafka']);

const header = ({ headers }: WireRequest, name: string): string => String(headers[name] ?? '');

/** What a signed request asks for. */
export function callOf(request: WireRequest): WireCall {
  // AWS4-HMAC-SHA256 Credential=AKIA…/20260102/eu-west-1/ec2/aws4_request, …
  const [, , region = '', service = ''] =
    /Credential=([^,\s]+)/.exec(header(request, 'authorization'))?.[1]?.split('/') ?? [];
  const call = (protocol: Protocol, operation: string): WireCall => ({ service, region, protocol, operation });
  const target = header(request, 'x-amz-target');
  if (header(request, 'smithy-protocol') === 'rpc-v2-cbor')
    return call('cbor', /\/operation\/(\w+)/.exec(request.url)?.[1] ?? '');
  if (target) return call('json', target.slice(target.lastIndexOf('.') + 1));
  if (service === 's3') return call('s3', s3Operation(request));
  if (service === 'lambda') return call('lambda', lambdaOperation(request));
  if (service === 'bedrock') return call('lambda', request.url.startsWith('/guardrails') ? 'ListGuardrails' : 'other');
  if (service === 'resource-explorer-2') return call('lambda', request.url.slice(1));
  if (REST_JSON.has(service)) return call('lambda', 'other');
  const operation = new URLSearchParams(request.body.toString()).get('Action') ?? '';
  return call(service === 'ec2' ? 'ec2' : 'query', operation);
}

/** Those that reading needs (https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html). */
function s3Operation({ method, url }: WireRequest): string {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  if (method !== 'GET') return method;
  if (pathname === '/') return 'ListBuckets';
  const parts = { tagging: 'GetBucketTagging', versioning: 'GetBucketVersioning', location: 'GetBucketLocation' };
  const found = Object.entries(parts).find(([name]) => searchParams.has(name))?.[1];
  return found ?? (searchParams.has('lifecycle') ? 'GetBucketLifecycleConfiguration' : 'GetObject');
}

function lambdaOperation({ method, url }: WireRequest): string {
  const { pathname } = new URL(url, 'http://lambda');
  if (method !== 'GET') return method;
  if (/\/functions\/?$/.test(pathname)) return 'ListFunctions';
  return pathname.includes('/tags/') ? 'ListTags' : 'GetFunction';
}
