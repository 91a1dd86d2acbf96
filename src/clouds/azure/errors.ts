import { CloudError, type CloudErrorFacts } from '../../model/errors.ts';
import { silenceAdvice } from '../silence-advice.ts';
import { adviceOn } from './advice.ts';

type Classified = Pick<CloudErrorFacts, 'reason' | 'retryable' | 'credentials'>;

const DENIED: Classified = { reason: 'denied', retryable: false };
const THROTTLED: Classified = { reason: 'throttled', retryable: true };
const UNSUPPORTED: Classified = { reason: 'unsupported', retryable: false };
const ABSENT: Classified = { reason: 'not_found', retryable: false };
const SLOW: Classified = { reason: 'timeout', retryable: true };
const BROKEN: Classified = { reason: 'failed', retryable: true };
const REFUSED: Classified = { reason: 'failed', retryable: false };

// By the code of the answer first, because services differ in the status that they send with it. The first row that fits counts.
const BY_CODE: readonly (readonly [RegExp, Classified])[] = [
  [/Throttl|TooManyRequests|RateLimit|QuotaExceeded|^429$/i, THROTTLED],
  // Entra ID is busy, or asks to come again.
  [/AADSTS(90033|90024|50196)$|temporarily_unavailable/, BROKEN],
  [/^AADSTS/, DENIED],
  // https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors
  [/Authorization|AccessDenied|Forbidden|Unauthorized|RBAC|AuthenticationToken|AuthenticationFailed/i, DENIED],
  // A subscription that is disabled answers no more than what it is, and to ask again doesn't help.
  [/DisabledSubscription|SubscriptionDisabled/i, REFUSED],
  // What Cost Management says of offers that it doesn't serve, and of costs that the payer hides.
  [/NotSupported|Unsupported|CostDisabled|NotRegistered|MissingSubscriptionRegistration|InvalidOffer/i, UNSUPPORTED],
  [/NotFound$|^InvalidSubscriptionId$|DoesNotExist/i, ABSENT],
  [/Timeout|TimedOut/i, SLOW],
];

/** A refusal or failure, with what helps. */
function classifiedAs(facts: CloudErrorFacts, options?: ErrorOptions): CloudError {
  const advice = adviceOn(facts);
  return new CloudError(advice === undefined ? facts : { ...facts, advice }, options);
}

// Of another tenant, or for another service: whoever asks is known, and would get the same again.
const MISDIRECTED = /AuthenticationToken(Tenant|Audience)$/;

/** Of a refusal of who asked: Entra ID gives nobody another token for the same, and what doesn't take a token may take the next. */
function credentialsOf(
  code: string,
  reason: CloudErrorFacts['reason'],
  status: number,
): CloudErrorFacts['credentials'] {
  if (reason !== 'denied') return undefined;
  if (code.startsWith('AADSTS') || MISDIRECTED.test(code)) return 'refused';
  return status === 401 ? 'expired' : undefined;
}

/** Of an answer without a code of Azure's, which anybody on the way can give: no permission is missing for it. */
function withoutCode(status: number, body = ''): Classified & { readonly code: string } {
  const code = `HTTP ${status}`;
  if (status === 429 || status === 529) return { ...THROTTLED, code };
  if (status === 408 || status === 504) return { ...SLOW, code };
  if (status >= 500) return { ...BROKEN, code };
  // Something on the way cut or changed it.
  return body.trimStart().startsWith('{') && !isJson(body)
    ? { ...BROKEN, code: 'GarbledAnswer' }
    : { ...REFUSED, code: 'NotAnAzureAnswer' };
}

function byStatus(status: number): Classified {
  if (status === 401 || status === 403) return DENIED;
  if (status === 404 || status === 410) return ABSENT;
  if (status === 501) return UNSUPPORTED;
  return withoutCode(status);
}

/** The parts of an answer that say what went wrong. */
interface RefusedAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** As it came: ARM's and Graph's JSON, or a page of something on the way. */
  readonly body: string;
}

/** An answer that is no success, classified. */
export function answerError({ status, headers, body }: RefusedAnswer, action: string): CloudError {
  const told = codeIn(body);
  const { reason, retryable, code } =
    told === undefined ? withoutCode(status, body) : { ...byCode(told, status), code: readable(told) };
  const credentials = told === undefined ? undefined : credentialsOf(told, reason, status);
  const wait = retryAfterMs(headers);
  const requestId = headers.get('x-ms-request-id') ?? headers.get('request-id');
  return classifiedAs({
    ...{ reason, retryable, action, code },
    ...(credentials === undefined ? {} : { credentials }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...(requestId === null ? {} : { requestId: requestId.slice(0, 80) }),
  });
}

/** A failure that stands inside an answer that is otherwise well. */
export function innerError(code: string, action: string): CloudError {
  const { reason, retryable } = byCode(code, 400);
  return classifiedAs({ reason, retryable, code: readable(code), action });
}

const byCode = (code: string, status: number): Classified =>
  BY_CODE.find(([pattern]) => pattern.test(code))?.[1] ?? byStatus(status);

// A code comes from the wire and gets into answers, where nothing that somebody smuggled into it may stand.
const CODE = /^[a-z][a-z0-9_.:-]{0,79}$/i;
const MOST_DIGITS = 4;

const isCode = (word: string): boolean =>
  /^(AADSTS\d{1,9}|\d{3})$/.test(word) || (CODE.test(word) && word.replace(/\D/g, '').length <= MOST_DIGITS);

const readable = (code: string): string => (isCode(code) ? code : 'UnreadableCode');

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** `{"error":{"code":"AuthorizationFailed"}}`; Entra ID's `error` is a word, and its own code stands in the description. */
function codeIn(body: string): string | undefined {
  if (!isJson(body)) return undefined;
  const answer: unknown = JSON.parse(body);
  if (typeof answer !== 'object' || answer === null) return undefined;
  const { error, code, error_description: words } = answer as Readonly<Record<string, unknown>>;
  if (typeof error === 'string') return aadsts(words) ?? error;
  const inner = typeof error === 'object' && error !== null ? (error as { readonly code?: unknown }).code : code;
  return typeof inner === 'string' && inner !== '' ? inner : undefined;
}

const aadsts = (words: unknown): string | undefined => /AADSTS\d+/.exec(String(words))?.[0];

const SECONDS = /^\d+(?:\.\d+)?$/;
const CLOCK = /^(\d+):(\d{2}):(\d{2})/;

// Cost Management's longest quota is counted by the hour; whoever wants more is not a service.
const LONGEST_WAIT_MS = 60 * 60_000;

/** The longest of the waits that are asked for: several quotas may be used up at once. */
export function retryAfterMs(headers: Headers): number | undefined {
  // An instant is one of the service's clock, whatever this machine's says.
  const sent = Date.parse(headers.get('date') ?? '');
  const waits = [...headers].flatMap(([name, value]) => {
    if (name === 'retry-after') return waitOf(value, sent) ?? [];
    if (name === 'retry-after-ms' || name === 'x-ms-retry-after-ms') return SECONDS.test(value) ? Number(value) : [];
    // Cost Management has one for each of its quotas: `x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after`.
    if (name.startsWith('x-ms-ratelimit-') && name.endsWith('retry-after')) return waitOf(value, sent) ?? [];
    // Resource Graph tells when its quota is full again, as hours, minutes and seconds.
    if (name === 'x-ms-user-quota-resets-after') return clockMs(value) ?? [];
    return [];
  });
  const longest = Math.min(Math.max(0, ...waits), LONGEST_WAIT_MS);
  return longest > 0 ? longest : undefined;
}

function waitOf(value: string, sent: number): number | undefined {
  if (SECONDS.test(value)) return Number(value) * 1000;
  const wait = Date.parse(value) - sent;
  return Number.isNaN(wait) ? clockMs(value) : Math.max(0, wait);
}

function clockMs(value: string): number | undefined {
  const [, hours, minutes, seconds] = CLOCK.exec(value) ?? [];
  return hours === undefined ? undefined : ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

const NETWORK =
  /ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|EHOSTUNREACH|ENETUNREACH|EPROTO|CERT|UND_ERR|SELF_SIGNED|network_error/;
const TIMEOUT = /TimeoutError|ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT/;
// What fetch itself says, whatever the cause.
const FETCH = /^(?:fetch failed|terminated)$/;
// What @azure/identity throws: nobody could be asked for a token, or Entra ID gave none.
const NO_TOKEN = /CredentialUnavailableError|AuthenticationRequiredError/;
const NO_SIGN_IN = /AuthenticationError/;

/** What was thrown before there was an answer. A CloudError passes through, and so does a bug of ours. */
export function silenceError(error: unknown, action: string): unknown {
  if (error instanceof CloudError || !(error instanceof Error)) return error;
  const names = namesIn(error);
  const words = names.join(' ');
  const advice = silenceAdvice(error);
  const failed = (classified: Classified, code: string, more: Pick<CloudErrorFacts, 'unasked'> = {}) =>
    classifiedAs(
      { ...classified, code: readable(code), action, ...more, ...(advice === undefined ? {} : { advice }) },
      { cause: error },
    );
  const notSignedIn = (code: string, more: Pick<CloudErrorFacts, 'unasked'> = {}) =>
    failed({ ...DENIED, credentials: 'refused' }, code, more);
  if (error.name === 'AbortError') return failed({ reason: 'timeout', retryable: false }, 'AbortError');
  if (TIMEOUT.test(words)) return failed(SLOW, names.find((name) => TIMEOUT.test(name)) ?? error.name);
  const entra = aadsts(error.message);
  if (entra) return byCode(entra, 401) === DENIED ? notSignedIn(entra) : failed(byCode(entra, 401), entra);
  if (NETWORK.test(words)) return failed(BROKEN, names.find((name) => NETWORK.test(name)) ?? error.name);
  if (FETCH.test(error.message)) return failed(BROKEN, names[0] ?? 'NoAnswer');
  if (NO_TOKEN.test(words)) return notSignedIn('CredentialUnavailableError', { unasked: true });
  return NO_SIGN_IN.test(words) ? notSignedIn(error.name) : error;
}

/** Names and codes of an error and of what caused it; fetch hides the socket's error in the cause. */
function namesIn(error: Error): string[] {
  const names: string[] = [];
  let one: unknown = error;
  for (let depth = 0; one instanceof Error && depth < 5; depth++) {
    const { code } = one as { readonly code?: unknown };
    if (typeof code === 'string') names.push(code);
    if (one.name !== 'Error' && one.name !== 'TypeError') names.push(one.name);
    const { errors } = one as { readonly errors?: readonly unknown[] };
    one = one.cause ?? errors?.[0];
  }
  return names;
}
