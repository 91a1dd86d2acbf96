import { expect, test } from 'vitest';
import { accountDiagnoses, billedClouds } from './doctor-accounts.ts';
import type { ProbedAccount, ProbedGroup } from './serve/product.ts';

const group = (name: ProbedGroup['group'], more: Partial<ProbedGroup> = {}): ProbedGroup => ({
  ...{ group: name, status: 'seen', detail: 'may be asked', missing_permissions: [] },
  ...more,
});
const account = (more: Partial<ProbedAccount> = {}): ProbedAccount => ({
  ...{ cloud: 'aws', account: '1', status: 'connected', detail: '', missing_permissions: [] },
  groups: [group('inventory'), group('costs', { status: 'not_asked', detail: 'not asked: each page costs $0.01' })],
  ...more,
});
const diagnosed = (one: ProbedAccount, paid = false) => [...accountDiagnoses([one], paid)];

test('an account of which nothing is missing is one line', () => {
  const detail = 'answers; shows inventory; costs not asked: each page costs $0.01';
  expect(diagnosed(account())).toEqual([{ check: 'aws 1', status: 'ok', detail: `${detail}; doctor --costs asks it` }]);
  expect(diagnosed(account(), true)).toEqual([{ check: 'aws 1', status: 'ok', detail }]);
});

test.each([
  ['aws', 'CloudOptimaInventory of `cloudoptima init roles --cloud aws --format json` grants them'],
  ['gcp', '`cloudoptima init roles --cloud gcp` grants them'],
])('what is missing in %s is named with what grants it', (cloud, words) =>
  expect(
    diagnosed(
      account({
        cloud,
        groups: [group('inventory', { status: 'partial', detail: '1 of 2', missing_permissions: ['a:B', 'a:C'] })],
      }),
    )[1],
  ).toEqual({ check: `${cloud} 1 inventory`, status: 'warning', detail: `1 of 2; missing: a:B, a:C; ${words}` }),
);

test('what the last collection was refused is told of what was not asked now', () => {
  const before = account({ missing_permissions: ['ce:GetCostAndUsage'] });
  expect(diagnosed(before)[1]?.detail).toBe('permissions missing at the last collection: ce:GetCostAndUsage');
  expect(diagnosed({ ...before, groups: [group('inventory'), group('costs')] })).toHaveLength(1);
});

test('an account that refuses has failed', () =>
  expect(diagnosed(account({ status: 'denied', detail: 'no', groups: [] }))).toEqual([
    { check: 'aws 1', status: 'failed', detail: 'no' },
  ]));

test('a bill is where costs could be asked', () =>
  expect(billedClouds([account(), account({ cloud: 'azure', groups: [group('inventory')] })])).toEqual(['aws']));
