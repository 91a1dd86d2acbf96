import { expect, test } from 'vitest';
import { CloudError, type CloudErrorFacts } from './errors.ts';

const message = (reason: CloudErrorFacts['reason'], code: string): string =>
  new CloudError({ reason, code, action: 'ec2:DescribeVolumes', retryable: false }).message;

test.each<[CloudErrorFacts['reason'], string, string]>([
  ['denied', 'UnauthorizedOperation', 'was denied (UnauthorizedOperation)'],
  ['throttled', 'SlowDown', 'was throttled (SlowDown)'],
  ['timeout', 'TimeoutError', 'took too long (TimeoutError)'],
  ['failed', 'InternalError', 'failed (InternalError)'],
  ['unsupported', 'InvalidAction', 'is not supported there (InvalidAction)'],
  ['not_found', 'NoSuchBucket', 'found nothing (NoSuchBucket)'],
])('%s by %s', (reason, code, words) => expect(message(reason, code)).toContain(`ec2:DescribeVolumes ${words}`));

test('what the user can do is said behind it', () =>
  expect(
    new CloudError({ reason: 'denied', code: 'X', action: 'a:B', retryable: false, advice: 'sign in' }).message,
  ).toBe('a:B was denied (X); sign in'));

test('the facts stay with it, and the cause', () => {
  const cause = new Error('secret words of the provider');
  const facts = { reason: 'denied', code: 'X', action: 'a:B', retryable: false, retryAfterMs: 5 } as const;
  const error = new CloudError(facts, { cause });
  expect(error).toMatchObject({ name: 'CloudError', facts, cause });
  expect(error.message).not.toContain('secret');
});
