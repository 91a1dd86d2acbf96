import { CloudError, type CloudErrorFacts } from '../../model/errors.ts';

const DENIED = /AccessDenied|Unauthorized|NotAuthorized|AuthFailure|OptInRequired|AllAccessDisabled|Forbidden/i;
const CREDENTIALS = /InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|ExpiredToken|InvalidAccessKeyId|CredentialsProvider/i;
const THROTTLED = /Throttl|RequestLimitExceeded|TooManyRequests|SlowDown|RequestThrottled|BandwidthLimitExceeded|^LimitExceeded/i;
const ABSENT = /^NoSuch|NotFound|\.NotFound$|ResourceNotFound|DoesNotExist/i;
const UNSUPPORTED = /UnknownOperation|InvalidAction|NotImplemented|UnsupportedOperation|UnknownEndpoint/i;
const NETWORK = /ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|socket hang up|NetworkingError|TimeoutError|RequestTimeout/i;

interface SdkError {
  readonly name?: string;
  readonly code?: string;
  readonly Code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly $retryable?: object;
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

type Classified = Pick<CloudErrorFacts, 'reason' | 'retryable'>;

function classify(name: string, status: number | undefined): Classified {
  if (name === 'AbortError') return { reason: 'timeout', retryable: false };
  if (THROTTLED.test(name) || status === 429) return { reason: 'throttled', retryable: true };
  if (DENIED.test(name) || CREDENTIALS.test(name)) return { reason: 'denied', retryable: false };
  if (ABSENT.test(name)) return { reason: 'not_found', retryable: false };
  if (UNSUPPORTED.test(name) || status === 501) return { reason: 'unsupported', retryable: false };
  if (status === 401 || status === 403) return { reason: 'denied', retryable: false };
  if (NETWORK.test(name)) return { reason: 'failed', retryable: true };
  return { reason: 'failed', retryable: status === undefined || status >= 500 };
}

/** `Retry-After` in seconds, or AWS's own header in milliseconds. */
function retryAfterMs(headers: Readonly<Record<string, string>> | undefined): number | undefined {
  const milliseconds = Number(headers?.['x-amz-retry-after']);
  if (milliseconds > 0) return milliseconds;
  const seconds = Number(headers?.['retry-after']);
  return seconds > 0 ? seconds * 1000 : undefined;
}

/** What the SDK threw, classified. A CloudError passes through; a bug of ours has no AWS metadata and passes too. */
export function cloudError(error: unknown, action: string): unknown {
  if (error instanceof CloudError || !(error instanceof Error)) return error;
  const sdk: SdkError = error;
  const status = sdk.$metadata?.httpStatusCode;
  const name = [sdk.name, sdk.code, sdk.Code].filter((word) => word && word !== 'Error').join(' ');
  if (sdk.$metadata === undefined && !NETWORK.test(`${name} ${sdk.message}`) && !/AbortError|Credentials/i.test(name)) return error;
  const wait = retryAfterMs(sdk.$response?.headers);
  const requestId = sdk.$metadata?.requestId;
  const facts: CloudErrorFacts = {
    ...classify(NETWORK.test(String(sdk.message)) && status === undefined ? `${name} NetworkingError` : name, status),
    code: sdk.name || sdk.Code || `HTTP ${status}`,
    action,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...(requestId === undefined ? {} : { requestId }),
  };
  return new CloudError(facts, { cause: error });
}
