import { expect, test } from 'vitest';
import type { AccountResult, Changes, Run } from '../model/run.ts';
import { describeRun, runText } from './account-results.ts';

const account = (id: string, status: AccountResult['status'], changes: Partial<AccountResult> = {}): AccountResult => ({
  ...{ cloud: 'aws', account: id, status, durationMs: 1000, units: 2, rows: 3, gaps: [], ...changes },
});
const run = (accounts: readonly AccountResult[], changes?: Changes): Run => ({
  ...{
    id: 'run-1',
    organisation: 'acme',
    what: ['inventory'],
    status: 'partial',
    startedAt: '2026-11-21T05:58:00.000Z',
  },
  ...{ unitsDone: 3, unitsTotal: 4, accounts, ...(changes ? { changes } : {}) },
});

test('providers are counted apart, and all together by the wall’s clock', () => {
  const azure = account('s', 'success', { cloud: 'azure', durationMs: 150 });
  const usd = (amount: string) => ({ amount, currency: 'USD' });
  const { providers, summary } = describeRun({
    ...run([account('1', 'success'), account('2', 'failed', { durationMs: 2100 }), azure]),
    finishedAt: '2026-11-21T05:58:02.500Z',
    spent: [{ cloud: 'aws', cost: usd('0.12') }],
  });
  expect(providers).toEqual({
    aws: {
      ...{ total: 2, successful: 1, partial: 0, failed: 1, avg_duration: 1.6, duration_seconds: 2.1 },
      ...{ resources: 6, paid_cost: usd('0.12') },
    },
    azure: {
      ...{ total: 1, successful: 1, partial: 0, failed: 0, avg_duration: 0.2, duration_seconds: 0.2 },
      ...{ resources: 3, paid_cost: usd('0') },
    },
  });
  expect(summary).toEqual({
    ...{ total: 3, successful: 2, partial: 0, failed: 1, duration_seconds: 2.5, resources: 9, paid_cost: usd('0.12') },
  });
});

test('what nobody counted is unknown, and a run that goes on has no duration', () =>
  expect(describeRun(run([account('1', 'success')])).summary).toMatchObject({
    paid_cost: null,
    duration_seconds: null,
  }));

test('the summary in words', () => {
  const finished = { ...run([account('1', 'success')]), finishedAt: '2026-11-21T05:58:02.500Z' };
  const spent = [{ cloud: 'aws', cost: { amount: '0.12', currency: 'USD' } }] as const;
  expect(runText(describeRun({ ...finished, spent })).lines).toEqual([
    'aws: 1 account, 1 successful, 0 partial, 0 failed, 1 s on average, 3 resources.',
    'All: 1 account in 2.5 s, 3 resources, for 0.12 USD.',
  ]);
});

test('what needs attention comes first, because the list is cut', () => {
  const many = Array.from({ length: 150 }, (_, index) => account(`a${String(index).padStart(3, '0')}`, 'success'));
  const described = describeRun(
    run([...many, account('z', 'partial'), account('y', 'failed'), account('x', 'failed')]),
  );
  expect(described.accounts.slice(0, 4).map((one) => one.account)).toEqual(['x', 'y', 'z', 'a000']);
  expect(described.accounts).toHaveLength(100);
  expect(described).toMatchObject({ accounts_total: 153, accounts_left: 53 });
  expect(runText(described).lines.join(' ')).toContain('53 accounts are not listed, the best of them: list_accounts');
});

test('cost updates are told, the first twenty of them, and how many more there are', () => {
  const updates = Array.from({ length: 15 }, (_, index) => ({
    payer: '1',
    view: 'ServiceName',
    month: `2026-${index}`,
  }));
  const part = (cloud: 'aws' | 'gcp') => ({
    ...{ cloud, unitsDone: 1, unitsTotal: 1, changes: { costUpdates: 18 }, costUpdates: updates },
  });
  const described = describeRun({ ...run([], { costUpdates: 36 }), clouds: [part('aws'), part('gcp')] });
  const { updated_costs, more_updated_costs } = described.changes ?? {};
  expect(updated_costs).toHaveLength(20);
  expect(updated_costs).toContainEqual({ cloud_provider: 'gcp', payer: '1', view: 'ServiceName', month: '2026-4' });
  expect(more_updated_costs).toBe(16);
  const { lines } = runText(described);
  expect(lines).toContain('Updated: aws 1 2026-0 by ServiceName.');
  expect(lines.filter((line) => line.startsWith('Updated: '))).toHaveLength(3);
  expect(lines).toContain('33 more cost updates.');
});

test.each<[string, Changes | undefined, object | null, string | undefined]>([
  ['nothing was compared', undefined, null, undefined],
  [
    'nothing changed',
    { newResources: 0, modifiedResources: 0, deletedResources: 0 },
    { new_resources: 0, modified_resources: 0, deleted_resources: 0 },
    'Changes: 0 new, 0 modified, 0 deleted resources.',
  ],
  ['costs alone', { costUpdates: 0 }, { cost_updates: 0 }, 'Changes: 0 cost updates.'],
  [
    'both',
    { newResources: 4, modifiedResources: 1, deletedResources: 2, costUpdates: 3 },
    { new_resources: 4, modified_resources: 1, deleted_resources: 2, cost_updates: 3 },
    'Changes: 4 new, 1 modified, 2 deleted resources, 3 cost updates.',
  ],
])('changes: %s', (_, changes, told, line) => {
  const described = describeRun(run([], changes));
  expect(described.changes).toEqual(told);
  expect(runText(described).lines).toEqual(line === undefined ? [] : [line]);
});

test('a run that is still going has no end', () => {
  const described = describeRun(run([account('1', 'success'), account('2', 'failed')]));
  expect(described.finished_at).toBeNull();
  const { head, lines } = runText(described);
  expect(head).toBe('run-1 of inventory: partial, 3 of 4 units, 2026-11-21T05:58:00.000Z to now.');
  expect(lines).toEqual([
    'aws: 2 accounts, 1 successful, 0 partial, 1 failed, 1 s on average, 6 resources.',
    'All: 2 accounts, 6 resources.',
    'aws 2: failed, 0 gaps.',
  ]);
});

test('what looks wrong is told, the first few in the text', () => {
  const suspicions = Array.from({ length: 30 }, (_, index) => ({
    ...({
      kind: 'silent_region',
      cloud: 'aws',
      account: '1',
      region: `r-${index}`,
      detail: '9 before, none now',
    } as const),
  }));
  const described = describeRun({ ...run([]), suspicions });
  expect(described.suspicions).toHaveLength(20);
  expect(described.suspicions[0]).toEqual({ kind: 'silent_region', text: 'aws 1 r-0: 9 before, none now' });
  expect(runText(described).lines.slice(-2)).toEqual([
    'Suspicious: aws 1 r-4: 9 before, none now.',
    '25 more look suspicious.',
  ]);
});
