import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What an Authorization header of Signature Version 4 says. */
export interface Authorization {
  readonly accessKeyId: string;
  /** YYYYMMDD */
  readonly day: string;
  readonly region: string;
  readonly signingName: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

export interface SignedRequest {
  readonly method: string;
  /** As sent, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const form =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/** The parts of the header, or undefined when there is none or it isn't Signature Version 4. */
export function readAuthorization(header: string | undefined): Authorization | undefined {
  const parts = form.exec(header ?? '');
  if (!parts) return undefined;
  const [, accessKeyId = '', day = '', region = '', signingName = '', signedHeaders = '', signature = ''] = parts;
  return { accessKeyId, day, region, signingName, signedHeaders: signedHeaders.split(';'), signature };
}

/** Whether the request was signed with this secret. */
export function isSignedWith(secret: string, request: SignedRequest, authorization: Authorization): boolean {
  const { day, region, signingName, signedHeaders, signature } = authorization;
  if (!signedHeaders.includes('host')) return false;
  const payload = payloadHash(request, signingName);
  if (payload === undefined) return false;
  const canonicalHeaders = signedHeaders.map((name) => `${name}:${(request.headers[name] ?? '').trim()}\n`).join('');
  const canonical = [
    request.method,
    canonicalPath(request.path, signingName),
    canonicalQuery(request.query),
    canonicalHeaders,
    signedHeaders.join(';'),
    payload,
  ].join('\n');
  const scope = `${day}/${region}/${signingName}/aws4_request`;
  const date = request.headers['x-amz-date'] ?? '';
  if (!date.startsWith(day)) return false;
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const key = [day, region, signingName, 'aws4_request'].reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`));
  return timingSafeEqual(hmac(key, text), Buffer.from(signature, 'hex'));
}

/** S3 signs what the header says of the body, and may leave the body itself unsigned or sign it in chunks. */
function payloadHash({ headers, body }: SignedRequest, signingName: string): string | undefined {
  const stated = headers['x-amz-content-sha256'];
  if (signingName === 's3' && stated !== undefined && /^(UNSIGNED-PAYLOAD|STREAMING-)/.test(stated)) return stated;
  const actual = sha256(body);
  return stated === undefined || stated === actual ? actual : undefined;
}

/** Every service but S3 encodes the path once more for the signature. */
function canonicalPath(path: string, signingName: string): string {
  if (signingName === 's3') return path;
  return path.split('/').map(encoded).join('/');
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

const hmac = (key: Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();
