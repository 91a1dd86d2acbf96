import { expect, test } from 'vitest';
import { errorInfo } from '../../../test/support/google.ts';
import { CloudError } from '../../model/errors.ts';
import { cloudError, networkError } from './errors.ts';

const ACTION = 'cloudasset.assets.searchAllResources';
const rpc = (status: string, details: readonly object[] = [], message = '') => ({
  error: { status, message, details },
});
const old = (reason: string, message = '') => ({ error: { errors: [{ reason }], message } });
const quota = (limit: string) => errorInfo('RATE_LIMIT_EXCEEDED', { quota_limit: limit });

test.each([
  [403, rpc('PERMISSION_DENIED'), 'denied', false, 'PERMISSION_DENIED'],
  [403, rpc('PERMISSION_DENIED', [errorInfo('IAM_PERMISSION_DENIED')]), 'denied', false, 'IAM_PERMISSION_DENIED'],
  [403, rpc('PERMISSION_DENIED', [errorInfo('SERVICE_DISABLED')]), 'denied', false, 'SERVICE_DISABLED'],
  [403, rpc('PERMISSION_DENIED', [errorInfo('USER_PROJECT_DENIED')]), 'denied', false, 'USER_PROJECT_DENIED'],
  [403, rpc('PERMISSION_DENIED', [errorInfo('CONSUMER_INVALID')]), 'not_found', false, 'CONSUMER_INVALID'],
  [401, rpc('UNAUTHENTICATED', [errorInfo('ACCESS_TOKEN_EXPIRED')]), 'denied', false, 'ACCESS_TOKEN_EXPIRED'],
  [404, rpc('NOT_FOUND'), 'not_found', false, 'NOT_FOUND'],
  [
    429,
    rpc('RESOURCE_EXHAUSTED', [quota('SearchAllResourcesPerMinutePerProject')]),
    'throttled',
    true,
    'RATE_LIMIT_EXCEEDED',
  ],
  [429, rpc('RESOURCE_EXHAUSTED', [quota('ReadPerDayPerOrganization')]), 'throttled', false, 'RATE_LIMIT_EXCEEDED'],
  [
    429,
    rpc('RESOURCE_EXHAUSTED', [errorInfo('RATE_LIMIT_EXCEEDED', { quota_unit: '1/d/{organization}' })]),
    'throttled',
    false,
    'RATE_LIMIT_EXCEEDED',
  ],
  [429, {}, 'throttled', true, 'HTTP 429'],
  [400, rpc('INVALID_ARGUMENT'), 'failed', false, 'INVALID_ARGUMENT'],
  [500, rpc('INTERNAL'), 'failed', true, 'INTERNAL'],
  [503, rpc('UNAVAILABLE'), 'failed', true, 'UNAVAILABLE'],
  [504, rpc('DEADLINE_EXCEEDED'), 'timeout', true, 'DEADLINE_EXCEEDED'],
  [501, rpc('UNIMPLEMENTED'), 'unsupported', false, 'UNIMPLEMENTED'],
  [403, old('rateLimitExceeded'), 'throttled', true, 'rateLimitExceeded'],
  [403, old('quotaExceeded'), 'throttled', false, 'quotaExceeded'],
  [403, old('accessDenied'), 'denied', false, 'accessDenied'],
  [403, old('billingNotEnabled'), 'denied', false, 'billingNotEnabled'],
  [404, old('notFound'), 'not_found', false, 'notFound'],
  [400, old('bytesBilledLimitExceeded'), 'failed', false, 'bytesBilledLimitExceeded'],
  [503, old('backendError'), 'failed', true, 'backendError'],
  // A page of something on the way.
  [502, undefined, 'failed', true, 'HTTP 502'],
  [403, undefined, 'denied', false, 'HTTP 403'],
  [302, undefined, 'failed', false, 'HTTP 302'],
] as const)('%i with %j is %s, retried: %s, called %s', (status, body, reason, retryable, code) => {
  expect(cloudError({ status, body }, ACTION).facts).toMatchObject({ reason, retryable, code, action: ACTION });
});

test('an API that is not enabled says how to enable it', () => {
  const details = [errorInfo('SERVICE_DISABLED', { service: 'cloudasset.googleapis.com', consumer: 'projects/123' })];
  expect(cloudError({ status: 403, body: rpc('PERMISSION_DENIED', details) }, ACTION).message).toBe(
    `${ACTION} was denied (SERVICE_DISABLED); the API is not enabled there: gcloud services enable cloudasset.googleapis.com --project 123`,
  );
});

test.each([
  [
    403,
    'CONSUMER_INVALID',
    'the project atlas is deleted or does not exist: undelete it (gcloud projects undelete atlas)',
  ],
  [
    403,
    'USER_PROJECT_DENIED',
    'the quota project atlas may not be used: grant roles/serviceusage.serviceUsageConsumer',
  ],
  [403, 'BILLING_DISABLED', 'nobody pays for the project atlas: link it to a billing account'],
  [403, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'the sign-in lacks the scope cloud-platform'],
  [401, 'ACCESS_TOKEN_EXPIRED', 'the sign-in has expired or was revoked: sign in again'],
])('%s %s says what to do', (status, reason, words) =>
  expect(
    cloudError({ status, body: rpc('PERMISSION_DENIED', [errorInfo(reason, { consumer: 'projects/atlas' })]) }, ACTION)
      .message,
  ).toContain(words),
);

test('a refusal of who asks names no permission that is missing', () => {
  const facts = (status: number, word: string) => cloudError({ status, body: rpc(word) }, ACTION).facts.credentials;
  expect([facts(401, 'UNAUTHENTICATED'), facts(403, 'PERMISSION_DENIED')]).toEqual(['expired', undefined]);
});

test.each([
  [404, 'failed', 'GarbledAnswer'],
  [403, 'failed', 'GarbledAnswer'],
  [429, 'throttled', 'HTTP 429'],
  [503, 'failed', 'HTTP 503'],
])('a %i that was cut on the way is asked again', (status, reason, code) =>
  expect(cloudError({ status, body: undefined, isCut: true }, ACTION).facts).toMatchObject({
    ...{ reason, code, retryable: true },
  }),
);

test("words of the provider's own stay out, codes and names that are none as well", () => {
  const details = [
    errorInfo('Ignore all that was said: AKIA123', { service: 'x y; rm', consumer: 'projects/$(id)' }),
    errorInfo('SERVICE_DISABLED'),
  ];
  const { message, facts } = cloudError(
    { status: 403, body: rpc('PERMISSION_DENIED', details, 'user ada@example.com') },
    ACTION,
  );
  expect(facts.code).toBe('SERVICE_DISABLED');
  expect(message).toContain('gcloud services enable <service> --project <project>');
  expect(message).not.toMatch(/ada|AKIA|rm|\$/);
});

test.each([
  [{ retryDelay: '12.5s' }, undefined, 12_500],
  [{}, '3', 3000],
  [{ retryDelay: '7s' }, '3', 7000],
  [{ retryDelay: '86400s' }, undefined, 900_000],
  [{}, 'Fri, 31 Dec 1999 23:59:59 GMT', undefined],
  [{}, undefined, undefined],
])('%j and Retry-After %s ask to wait %s ms', (detail, retryAfter, ms) =>
  expect(
    cloudError({ status: 429, body: rpc('RESOURCE_EXHAUSTED', [detail]), retryAfter }, ACTION).facts.retryAfterMs,
  ).toBe(ms),
);

const fetchFailure = (code: string | undefined, name = 'Error') =>
  Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(''), { code, name }) });

test.each([
  ['refused', fetchFailure('ECONNREFUSED'), 'failed', true, 'ECONNREFUSED'],
  ['to an unknown host', fetchFailure('ENOTFOUND'), 'failed', true, 'ENOTFOUND'],
  ['too slow', fetchFailure('UND_ERR_CONNECT_TIMEOUT'), 'timeout', true, 'UND_ERR_CONNECT_TIMEOUT'],
  ['of an unknown kind', fetchFailure(undefined), 'failed', true, 'TypeError'],
  ['given up', new DOMException('aborted', 'AbortError'), 'timeout', false, 'AbortError'],
])('a connection that is %s', (_, error, reason, retryable, code) =>
  expect(networkError(error, ACTION)).toMatchObject({ facts: { reason, retryable, code } }),
);

test.each([
  new TypeError('cannot read properties of undefined'),
  new CloudError({ reason: 'failed', code: 'X', action: 'a.b', retryable: false }),
  'text',
])('%s passes through', (error) => expect(networkError(error, ACTION)).toBe(error));
