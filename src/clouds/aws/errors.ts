import { CloudError, type CloudErrorFacts } from '../../model/errors.ts';
import { silenceAdvice } from '../silence-advice.ts';

const ABORTED = /AbortError/;
const TIMEOUT = /TimeoutError|ETIMEDOUT|RequestTimeout/;
const NETWORK = /ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|EHOSTUNREACH|ENETUNREACH|EPROTO|CERT|socket hang up|NetworkingError/;
const THROTTLED =
  /Throttl|RequestLimitExceeded|TooManyRequests|SlowDown|BandwidthLimitExceeded|PriorRequestNotComplete|^LimitExceeded/i;
const DENIED =
  /AccessDenied|Unauthorized|NotAuthorized|AuthFailure|OptInRequired|SubscriptionRequired|AllAccessDisabled|Forbidden/i;
const CREDENTIALS =
  /InvalidClientTokenId|UnrecognizedClient|Signature|TimeTooSkewed|RequestInTheFuture|ExpiredToken|RequestExpired|InvalidToken|InvalidAccessKeyId|MissingAuthenticationToken|CredentialsProvider|TokenProvider/i;
const ABSENT = /^NoSuch|[\w.]NotFound|DoesNotExist/i;
const UNSUPPORTED =
  /UnknownOperation|UnknownService|InvalidAction|NotImplemented|UnsupportedOperation|UnknownEndpoint/i;

const CLOCK_ADVICE = "this machine's clock is off by minutes: set it right";

// Whoever signs with a clock that is off is refused with these, as is whoever has the wrong key.
const SIGNED = /Signature|RequestExpired|RequestInTheFuture|TimeTooSkewed|AuthFailure/;

// AWS says `invalid` of a session in a region that isn't switched on, too, where no other would be valid.
const EXPIRED = /ExpiredToken|RequestExpired|TokenRefreshRequired/;

// Nobody was refused a right: nobody knew who asked.
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/CredentialsProvider|TokenProvider/, 'no credentials were found: set AWS_PROFILE, or sign in'],
  [EXPIRED, 'the credentials have expired: sign in again'],
  [/TimeTooSkewed|RequestInTheFuture/, CLOCK_ADVICE],
  [CREDENTIALS, 'AWS does not know these credentials: look for another profile, or make a new key'],
];

interface SdkError {
  readonly name?: string;
  readonly code?: string;
  readonly Code?: string;
  readonly message?: string;
  readonly $metadata?: {
    readonly httpStatusCode?: number;
    readonly requestId?: string;
    /** The SDK found that this machine's clock differs from the service's by minutes, and signs by the service's from now on. */
    readonly clockSkewCorrected?: boolean;
  };
  readonly $response?: { readonly statusCode?: number; readonly headers?: Readonly<Record<string, string>> };
}

// A code comes from the wire and gets into answers, where nothing that somebody smuggled into it may stand: neither
// sentences nor keys. AWS's codes are words, with a digit or two in few of them.
const CODE = /^(?!A[KS]IA[A-Z0-9]{16})[a-z][a-z0-9_.:-]{0,79}$/i;
const MOST_DIGITS = 4;

const isCode = (word: string): boolean => CODE.test(word) && word.replace(/\D/g, '').length <= MOST_DIGITS;

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

// A service that wants more is down; whoever wants for ever is not a service.
const LONGEST_WAIT_MS = 15 * 60_000;

/** `Retry-After` in seconds, or AWS's own header in milliseconds. */
function retryAfterMs(headers: Readonly<Record<string, string>> | undefined): number | undefined {
  const milliseconds = Number(headers?.['x-amz-retry-after']);
  const seconds = Number(headers?.['retry-after']);
  const wait = milliseconds > 0 ? milliseconds : seconds * 1000;
  return wait > 0 ? Math.min(wait, LONGEST_WAIT_MS) : undefined;
}

const GENERIC = new Set(['Error', 'AggregateError', 'TimeoutError']);
// What the SDK makes of an error whose body is empty, or can't be read. No operation that is called here has errors without
// one, as those of HEAD have.
const WORDLESS = new Set(['NotFound', 'Unknown', 'UnknownError', 'SyntaxError']);

/** Whether the answer is well and can't be read, or refuses and doesn't say in words why: something on the way cut or changed it. */
const isGarbled = (names: readonly string[], status: number): boolean =>
  status < 300 || (status < 500 && status !== 429 && names.every((name) => WORDLESS.has(name)));

const GARBLED = { reason: 'failed', retryable: true } as const;

function classify(sdk: SdkError, names: readonly string[], status: number | undefined): Classified | undefined {
  const name = names.join(' ');
  if (status === undefined) return bySilence(name, sdk.message) ?? (sdk.$metadata && byAnswer(name, status));
  return isGarbled(names, status) ? GARBLED : byAnswer(name, status);
}

function codeOf({ name }: SdkError, names: readonly string[], status: number | undefined): string {
  if (status !== undefined && status < 300) return 'GarbledAnswer';
  const code = names.find((word) => !GENERIC.has(word) && !(status !== undefined && WORDLESS.has(word)));
  if (code !== undefined) return isCode(code) ? code : 'UnreadableCode';
  return status === undefined ? (name ?? 'Error') : `HTTP ${status}`;
}

const adviceFor = ({ reason }: Classified, code: string): string | undefined =>
  reason === 'denied' ? ADVICE.find(([pattern]) => pattern.test(code))?.[1] : undefined;

/** Of a refusal of who asked; a clock that is off is no reason for another session. */
function credentialsOf({ reason }: Classified, name: string, isSkewed: boolean): CloudErrorFacts['credentials'] {
  if (reason !== 'denied' || !(isSkewed || CREDENTIALS.test(name))) return undefined;
  return EXPIRED.test(name) && !isSkewed ? 'expired' : 'refused';
}

/** What the SDK threw, classified. A CloudError passes through, and so does a bug of ours, which has no AWS metadata. */
export function cloudError(error: unknown, action: string): unknown {
  if (error instanceof CloudError || !(error instanceof Error)) return error;
  const sdk: SdkError = error;
  const status = sdk.$metadata?.httpStatusCode ?? sdk.$response?.statusCode;
  const requestId = sdk.$metadata?.requestId;
  const names = [sdk.name, sdk.Code, sdk.code].flatMap((word) => (word && word !== 'Error' ? [word] : []));
  const name = names.join(' ');
  const isSkewed = sdk.$metadata?.clockSkewCorrected === true && SIGNED.test(name);
  const found = classify(sdk, names, status);
  if (!found) return error;
  const classified = isSkewed ? { ...found, retryable: true } : found;
  const wait = retryAfterMs(sdk.$response?.headers);
  const code = codeOf(sdk, names, status);
  const silence = status === undefined ? silenceAdvice(sdk) : undefined;
  const advice = isSkewed ? CLOCK_ADVICE : (adviceFor(classified, code) ?? silence);
  const credentials = credentialsOf(classified, name, isSkewed);
  const facts: CloudErrorFacts = {
    ...classified,
    code,
    action,
    ...(advice === undefined ? {} : { advice }),
    ...(status === undefined && /CredentialsProvider|TokenProvider/.test(name) ? { unasked: true } : {}),
    ...(credentials === undefined ? {} : { credentials }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...(requestId === undefined ? {} : { requestId }),
  };
  return new CloudError(facts, { cause: error });
}
