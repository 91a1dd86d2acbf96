import { expect, test } from 'vitest';
import type { Gap } from '../model/gap.ts';
import type { AccountResult, UnitOutcome } from '../model/run.ts';
import { createTally, statusOf } from './tally.ts';
import { fakeTime } from './testing/fake-time.ts';

const ONE = { cloud: 'aws', account: '1' } as const;
const gap = (reason: Gap['reason'] = 'denied'): Gap => ({ ...ONE, reason, detail: reason });
const ok = { status: 'ok', rows: 2, gaps: [] } as const;
const ended = (status: UnitOutcome['status'], reason: Gap['reason'] = 'denied') => ({
  ...{ status, rows: 1 },
  gaps: [gap(reason)],
});

type Outcome = Pick<UnitOutcome, 'status' | 'rows' | 'gaps'>;

test.each<[string, readonly Outcome[], AccountResult['status'], number]>([
  ['nothing was asked of it', [], 'success', 0],
  ['all was read', [ok, ok], 'success', 4],
  ['some was refused', [ok, ended('failed')], 'partial', 3],
  ['a field was refused', [ok, ended('partial')], 'partial', 3],
  ['all was refused', [ended('failed'), ended('failed')], 'failed', 2],
  ['fields of everything were refused', [ended('partial')], 'partial', 1],
  // Where a provider doesn't have the type at all, nothing is missing.
  ['a type is not there', [ok, ended('failed', 'unsupported')], 'success', 3],
  ['only types that are not there', [ended('failed', 'unsupported')], 'success', 1],
])('an account of which %s', (_, outcomes, status, rows) => {
  const tally = createTally(fakeTime());
  tally.account(ONE);
  for (const outcome of outcomes) tally.unit(ONE, outcome);
  expect(tally.results()).toMatchObject([{ ...ONE, status, rows, units: outcomes.length }]);
});

test('what two listings tell of counts once', () => {
  const tally = createTally(fakeTime());
  tally.unit(ONE, ok);
  tally.unit(ONE, ok);
  tally.repeated(ONE, 1);
  expect(tally.results()).toMatchObject([{ rows: 3, units: 2 }]);
});

test('an account that could not be asked at all has failed', () => {
  const tally = createTally(fakeTime());
  tally.gap(gap());
  expect(tally.results()).toMatchObject([{ ...ONE, status: 'failed', units: 0, rows: 0, gaps: [gap()] }]);
});

test('what belongs to no unit makes it partial; the same gap is told once', () => {
  const tally = createTally(fakeTime());
  tally.unit(ONE, ok);
  tally.gap(gap());
  tally.gap(gap());
  expect(tally.results()).toMatchObject([{ status: 'partial', gaps: [gap()] }]);
});

test('accounts are told in order, those of two clouds apart, each with the time to its last unit', async () => {
  const time = fakeTime();
  const tally = createTally(time);
  tally.unit({ cloud: 'aws', account: '2' }, ok);
  await time.until(time.sleep(5_000));
  tally.unit(ONE, ok);
  tally.unit({ cloud: 'azure', account: '1' }, ok);
  await time.until(time.sleep(5_000));
  tally.unit(ONE, ok);
  expect(tally.results().map(({ cloud, account, durationMs }) => [cloud, account, durationMs])).toEqual([
    ['aws', '1', 10_000],
    ['aws', '2', 0],
    ['azure', '1', 5_000],
  ]);
});

test.each<[readonly AccountResult['status'][], string]>([
  [['success', 'success'], 'success'],
  [['success', 'failed'], 'partial'],
  [['partial'], 'partial'],
  [['failed', 'failed'], 'failed'],
])('a run whose accounts are %j is %s', (statuses, status) => {
  const accounts = statuses.map((one) => ({ ...ONE, status: one, durationMs: 0, units: 0, rows: 0, gaps: [] }));
  expect(statusOf(accounts)).toBe(status);
});
