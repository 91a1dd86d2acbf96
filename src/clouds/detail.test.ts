import { expect, test } from 'vitest';
import { CloudError, type CloudErrorFacts } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import { detailNoting } from './detail.ts';

const failure = (reason: CloudErrorFacts['reason'], action: string) => async () => {
  throw new CloudError({ reason, action, code: 'Code', retryable: false });
};

test('what works is handed on and leaves no gap', async () => {
  const gaps: unknown[] = [];
  expect(await detailNoting((gap) => gaps.push(gap))('a:B', async () => 7)).toBe(7);
  expect(gaps).toEqual([]);
});

test('a failure leaves undefined, and one gap for each action', async () => {
  const gaps: Pick<Gap, 'reason' | 'detail'>[] = [];
  const detail = detailNoting((gap) => gaps.push(gap));
  expect(await detail('a:B', failure('denied', 'a:B'))).toBeUndefined();
  expect(await detail('a:B', failure('denied', 'a:B'))).toBeUndefined();
  expect(await detail('a:C', failure('not_found', 'a:C'))).toBeUndefined();
  expect(gaps).toEqual([
    { reason: 'denied', detail: 'a:B was denied (Code)', action: 'a:B' },
    { reason: 'failed', detail: 'a:C found nothing (Code)', action: 'a:C' },
  ]);
});

test('a bug is not a gap', async () => {
  const broken = detailNoting(() => undefined)('a:B', async () => {
    throw new TypeError('undefined is not a function');
  });
  await expect(broken).rejects.toThrow(TypeError);
});
