import { CloudError, type CloudErrorFacts } from '../../model/errors.ts';

const ABORTED = /AbortError/;
const TIMEOUT = /TimeoutError|ETIMEDOUT|RequestTimeout/;
const NETWORK = /ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|EHOSTUNREACH|ENETUNREACH|EPROTO|CERT|socket hang up|NetworkingError/;
const THROTTLED =
  /Throttl|RequestLimitExceeded|TooManyRequests|SlowDown|BandwidthLimitExceeded|PriorRequestNotComplete|^LimitExceeded/i;
const DENIED =
  /AccessDenied|Unauthorized|NotAuthorized|AuthFailure|OptInRequired|SubscriptionRequired|AllAccessDisabled|Forbidden/i;
const CREDENTIALS =
  /InvalidClientTokenId|UnrecognizedClient|Signature|ExpiredToken|RequestExpired|InvalidToken|InvalidAccessKeyId|MissingAuthenticationToken|CredentialsProvider|TokenProvider/i;
const ABSENT = /^NoSuch|NotFound|DoesNotExist/i;
const UNSUPPORTED =
  /UnknownOperation|UnknownService|InvalidAction|NotImplemented|UnsupportedOperation|UnknownEndpoint/i;

interface SdkError {
  readonly name?: string;
  readonly code?: string;
  readonly Code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly $response?: { readonly statusCode?: number; readonly headers?: Readonly<Record<string, string>> };
}

// A code comes from the wire and gets into answers: words and no more.
const printable = (code: string): string => code.replace(/[^\w.:-]+/g, ' ').slice(0, 80);

type Classified = Pick<CloudErrorFacts, 'reason' | 'retryable'>;

/** By the words of the answer, because EC2 denies with 401 and 403, the JSON protocols with 400. */
function byAnswer(name: string, status: number | undefined): Classified {
  if (THROTTLED.test(name) || status === 429) return { reason: 'throttled', retryable: true };
  if (DENIED.test(name) || CREDENTIALS.test(name)) return { reason: 'denied', retryable: false };
  if (ABSENT.test(name)) return { reason: 'not_found', retryable: false };
  if (UNSUPPORTED.test(name) || status === 501) return { reason: 'unsupported', retryable: false };
  if (status === 401 || status === 403) return { reason: 'denied', retryable: false };
  if (TIMEOUT.test(name)) return { reason: 'timeout', retryable: true };
  return { reason: 'failed', retryable: status === undefined || status >= 500 };
}

/** Nobody answered. Undefined when the error isn't of the network either, and so is a bug of ours. */
function bySilence(name: string, message = ''): Classified | undefined {
  if (ABORTED.test(name)) return { reason: 'timeout', retryable: false };
  if (CREDENTIALS.test(name)) return { reason: 'denied', retryable: false };
  if (NETWORK.test(`${name} ${message}`)) return { reason: 'failed', retryable: true };
  return TIMEOUT.test(name) ? { reason: 'timeout', retryable: true } : undefined;
}

/** `Retry-After` in seconds, or AWS's own header in milliseconds. */
function retryAfterMs(headers: Readonly<Record<string, string>> | undefined): number | undefined {
  const milliseconds = Number(headers?.['x-amz-retry-after']);
  if (milliseconds > 0) return milliseconds;
  const seconds = Number(headers?.['retry-after']);
  return seconds > 0 ? seconds * 1000 : undefined;
}

const GENERIC = new Set(['Error', 'AggregateError', 'TimeoutError']);

/** What the SDK threw, classified. A CloudError passes through, and so does a bug of ours, which has no AWS metadata. */
export function cloudError(error: unknown, action: string): unknown {
  if (error instanceof CloudError || !(error instanceof Error)) return error;
  const sdk: SdkError = error;
  const status = sdk.$metadata?.httpStatusCode ?? sdk.$response?.statusCode;
  const requestId = sdk.$metadata?.requestId;
  const names = [sdk.name, sdk.Code, sdk.code].flatMap((word) => (word && word !== 'Error' ? [word] : []));
  const name = names.join(' ');
  const classified =
    status === undefined
      ? (bySilence(name, sdk.message) ?? (sdk.$metadata && byAnswer(name, status)))
      : byAnswer(name, status);
  if (!classified) return error;
  const wait = retryAfterMs(sdk.$response?.headers);
  const facts: CloudErrorFacts = {
    ...classified,
    code: printable(names.find((word) => !GENERIC.has(word)) ?? sdk.name ?? `HTTP ${status}`),
    action,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...(requestId === undefined ? {} : { requestId }),
  };
  return new CloudError(facts, { cause: error });
}
