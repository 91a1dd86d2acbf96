import { CloudError, type CloudErrorFacts } from '../../model/errors.ts';
import { silenceAdvice } from '../silence-advice.ts';

/** https://cloud.google.com/apis/design/errors: what every API of Google says when it refuses. BigQuery's adds a list. */
interface GoogleError {
  readonly status?: string;
  readonly message?: string;
  readonly details?: readonly ErrorDetail[];
  readonly errors?: readonly { readonly reason?: string }[];
}

interface ErrorDetail {
  readonly reason?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly retryDelay?: string;
}

/** What came back instead of an answer. */
export interface Refusal {
  readonly status: number;
  readonly body: unknown;
  /** Whether it began as an answer of Google's and can't be read: something on the way cut or changed it. */
  readonly isCut?: boolean;
  readonly retryAfter?: string | undefined;
}

type Classified = Pick<CloudErrorFacts, 'reason' | 'retryable'>;

const THROTTLED = /^(RESOURCE_EXHAUSTED|RATE_LIMIT_EXCEEDED|rateLimitExceeded|userRateLimitExceeded)$/;
// Spent until midnight in California: asking again only makes it later.
const DAILY = /PerDay|per day|\b1\/d\b|^(quotaExceeded|dailyLimitExceeded)/i;
const DISABLED = /^(SERVICE_DISABLED|accessNotConfigured)$/;
const DENIED =
  /^(PERMISSION_DENIED|UNAUTHENTICATED|accessDenied|USER_PROJECT_DENIED|BILLING_DISABLED|billingNotEnabled)$/;
const BILLING = /^(BILLING_DISABLED|billingNotEnabled)$/;
const GONE = /^(CONSUMER_INVALID|NOT_FOUND|notFound)$/;
const TRANSIENT = /^(UNAVAILABLE|INTERNAL|ABORTED|backendError|internalError|jobBackendError|jobInternalError)$/;

// From the wire and on its way into answers, where nothing that somebody smuggled into it may stand: neither sentences nor
// keys. Google's codes are words.
const CODE = /^[a-z][a-z_]{0,79}$/i;
const NAME = /^[a-z0-9][a-z0-9.:-]{0,99}$/;
// A service that wants more is down; whoever wants for ever is not a service.
const LONGEST_WAIT_MS = 15 * 60_000;

/** A refusal, classified. It speaks before its status does: a spent quota and a missing right are both 403. */
export function cloudError({ status, body, isCut = false, retryAfter }: Refusal, action: string): CloudError {
  if (isCut && status < 500 && status !== 429)
    return new CloudError({ reason: 'failed', code: 'GarbledAnswer', action, retryable: true });
  const error = googleError(body);
  const details = error?.details ?? [];
  const reasons = [...details, ...(error?.errors ?? [])].flatMap(({ reason }) => reason ?? []);
  const words = [...reasons, ...(error?.status ? [error.status] : [])];
  const wait = waitMs(details, retryAfter);
  // Whoever knows who asks answers 403.
  const isUnknown = status === 401 || words.includes('UNAUTHENTICATED');
  const advice = adviceFor(words, details) ?? (isUnknown ? SIGN_IN_AGAIN : undefined);
  return new CloudError({
    ...classified(words, status, isDaily(error)),
    code: words.find((word) => CODE.test(word)) ?? `HTTP ${status}`,
    action,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...(advice === undefined ? {} : { advice }),
    ...(isUnknown ? { credentials: 'expired' } : {}),
  });
}

function googleError(body: unknown): GoogleError | undefined {
  const error: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'error') : undefined;
  return typeof error === 'object' && error !== null ? error : undefined;
}

function classified(words: readonly string[], status: number, daily: boolean): Classified {
  const says = (pattern: RegExp) => words.some((word) => pattern.test(word));
  if (says(THROTTLED) || says(/^quotaExceeded$/) || status === 429) return { reason: 'throttled', retryable: !daily };
  if (says(GONE)) return { reason: 'not_found', retryable: false };
  if (says(DISABLED) || says(DENIED)) return { reason: 'denied', retryable: false };
  if (says(/^UNIMPLEMENTED$/) || status === 501) return { reason: 'unsupported', retryable: false };
  if (says(/^DEADLINE_EXCEEDED$/)) return { reason: 'timeout', retryable: true };
  if (says(TRANSIENT) || status >= 500) return { reason: 'failed', retryable: true };
  if (status === 401 || status === 403) return { reason: 'denied', retryable: false };
  return { reason: 'failed', retryable: false };
}

/** Whether the quota that is spent is one of a whole day. */
function isDaily(error: GoogleError | undefined): boolean {
  const limits = error?.details?.flatMap(({ metadata }) => [metadata?.quota_limit, metadata?.quota_unit]) ?? [];
  const reasons = error?.errors?.map(({ reason }) => reason) ?? [];
  return [...limits, ...reasons, error?.message].some((text) => text !== undefined && DAILY.test(text));
}

/** What RetryInfo or `Retry-After` asks for: `12.5s`, or seconds. */
function waitMs(details: readonly ErrorDetail[], retryAfter: string | undefined): number | undefined {
  const delay = details.find(({ retryDelay }) => retryDelay !== undefined)?.retryDelay;
  const seconds = Number(delay?.replace(/s$/, '') ?? retryAfter);
  return seconds > 0 ? Math.min(Math.ceil(seconds * 1000), LONGEST_WAIT_MS) : undefined;
}

const SIGN_IN_AGAIN =
  'the sign-in has expired or was revoked: sign in again (gcloud auth application-default login), or make a new key';

/** What helps, where Google's answer names it. */
function adviceFor(words: readonly string[], details: readonly ErrorDetail[]): string | undefined {
  const named = (key: string) => {
    const value = details.map(({ metadata }) => metadata?.[key]).find((text) => text !== undefined);
    return value !== undefined && NAME.test(value.replace(/^projects\//, '')) ? value : undefined;
  };
  const project = named('consumer')?.replace(/^projects\//, '');
  if (words.some((word) => DISABLED.test(word)))
    return `the API is not enabled there: gcloud services enable ${named('service') ?? '<service>'} --project ${project ?? '<project>'}`;
  if (words.includes('USER_PROJECT_DENIED'))
    return `the quota project${project ? ` ${project}` : ''} may not be used: grant roles/serviceusage.serviceUsageConsumer on it, or set another (gcloud auth application-default set-quota-project <project>)`;
  if (words.includes('CONSUMER_INVALID'))
    return `the project${project ? ` ${project}` : ''} is deleted or does not exist: undelete it (gcloud projects undelete ${project ?? '<project>'}), or disable it here (cloudoptima accounts disable)`;
  if (words.some((word) => BILLING.test(word)))
    return `nobody pays for the project${project ? ` ${project}` : ''}: link it to a billing account (gcloud billing projects link ${project ?? '<project>'} --billing-account <account>)`;
  if (words.includes('ACCESS_TOKEN_SCOPE_INSUFFICIENT'))
    return 'the sign-in lacks the scope cloud-platform: sign in again with it (gcloud auth application-default login), or give it to the machine';
  return undefined;
}

const ABORTED = /AbortError/;
const TIMEOUT = /TimeoutError|ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT/;
const NETWORK = /ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|EHOSTUNREACH|ENETUNREACH|EPROTO|CERT|UND_ERR_|socket hang up/;

/** Nobody answered: what fetch threw, classified. What isn't of the network is a bug of ours and passes through. */
export function networkError(error: unknown, action: string): unknown {
  if (error instanceof CloudError || !(error instanceof Error)) return error;
  const cause = error.cause instanceof Error ? error.cause : undefined;
  const codes = [cause, error].flatMap((one) => [codeOf(one), one?.name]).filter((code) => code !== undefined);
  const text = codes.join(' ');
  const advice = silenceAdvice(error);
  const failure = (facts: Classified) =>
    new CloudError(
      {
        ...{ ...facts, code: codeOf(cause) ?? codeOf(error) ?? error.name, action },
        ...(advice === undefined ? {} : { advice }),
      },
      { cause: error },
    );
  if (ABORTED.test(text)) return failure({ reason: 'timeout', retryable: false });
  if (TIMEOUT.test(text)) return failure({ reason: 'timeout', retryable: true });
  // fetch says no more than that it failed, where there is no code.
  const isOfNetwork = NETWORK.test(`${text} ${cause?.message ?? ''}`) || error.message === 'fetch failed';
  return isOfNetwork ? failure({ reason: 'failed', retryable: true }) : error;
}

function codeOf(error: Error | undefined): string | undefined {
  const code: unknown = error && Reflect.get(error, 'code');
  return typeof code === 'string' ? code : undefined;
}
