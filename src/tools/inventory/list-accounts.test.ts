import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Run } from '../../model/run.ts';
import { CLOSED_OUT, DEV, type Estate, openEstate, PROD, READ_AT, RUNS } from '../testing/estate.fixture.ts';
import { listAccounts } from './list-accounts.ts';

let estate: Estate;
beforeAll(async () => {
  estate = await openEstate();
});
afterAll(() => estate[Symbol.asyncDispose]());

test('each account says whether it answers and what it lacks', async () => {
  const { answer, text } = await estate.ask(listAccounts);
  expect(answer).toMatchObject({
    organisation: 'acme',
    total: 3,
    by_status: { connected: 2, denied: 1, unreachable: 0, disabled: 0 },
    accounts: [
      {
        account: PROD,
        account_name: 'Production',
        status: 'connected',
        missing_permissions: [],
        last_collected_at: READ_AT,
      },
      { account: DEV, status: 'connected', missing_permissions: ['ec2:DescribeVolumes'] },
      { account: CLOSED_OUT, status: 'denied', last_collected_at: null, last_collection: null },
    ],
    data_quality: { status: 'partial', gaps: [{ account: CLOSED_OUT, reason: 'denied' }] },
  });
  expect(answer.next_cursor).toBeUndefined();
  expect(text).toContain('3 accounts of acme: 2 connected, 1 denied.');
  expect(text).toContain(`aws ${DEV} «Development»: connected, collected ${READ_AT}; missing ec2:DescribeVolumes.`);
  expect(text).toContain('1 of 3 accounts did not answer (sts:AssumeRole was denied (AccessDenied)).');
});

test('each account tells what came of it when it was last asked', async () => {
  const denied = { cloud: 'aws', account: PROD, reason: 'denied', detail: 'ec2:DescribeVolumes was denied' } as const;
  const result = { cloud: 'aws', account: PROD, durationMs: 1500, units: 1, rows: 2 } as const;
  const later: Run = {
    ...{ id: 'run-2', organisation: 'acme', what: ['costs'], status: 'partial', unitsDone: 1, unitsTotal: 1 },
    ...{ startedAt: '2026-11-21T07:00:00.000Z', finishedAt: '2026-11-21T07:01:00.000Z' },
    accounts: [{ ...result, status: 'partial', gaps: Array.from({ length: 5 }, () => denied) }],
  };
  const going: Run = { ...later, id: 'run-3', status: 'running', startedAt: '2026-11-21T07:30:00.000Z' };
  await using other = await openEstate({ runs: [...RUNS, later, going] });
  const { answer, text } = await other.ask(listAccounts);
  expect(answer.accounts.map(({ last_collection }) => last_collection)).toEqual([
    {
      ...{ run_id: 'run-2', what: ['costs'], finished_at: '2026-11-21T07:01:00.000Z' },
      ...{ status: 'partial', duration_seconds: 1.5 },
      ...{ units: 1, rows: 2, gaps: 5, gap_details: Array.from({ length: 3 }, () => denied.detail) },
    },
    expect.objectContaining({
      run_id: 'run-1',
      what: ['inventory'],
      status: 'partial',
      duration_seconds: 30,
      rows: 1,
      gaps: 1,
    }),
    null,
  ]);
  expect(text).toContain('Last: costs partial in 1.5 s, 2 rows, 5 gaps.');
});

test('pages join up', async () => {
  const first = await estate.ask(listAccounts, { limit: 2 });
  const second = await estate.ask(listAccounts, { limit: 2, cursor: first.answer.next_cursor });
  expect([...first.answer.accounts, ...second.answer.accounts].map(({ account }) => account)).toEqual([
    PROD,
    DEV,
    CLOSED_OUT,
  ]);
  expect(second.answer.next_cursor).toBeUndefined();
  expect(first.text).toContain(first.answer.next_cursor);
});

test('one status', async () => {
  const { answer, text } = await estate.ask(listAccounts, { status: 'denied' });
  expect(answer).toMatchObject({ total: 1, by_status: { connected: 2 } });
  expect(text).toContain('1 account of acme: in all 3, 2 connected, 1 denied.');
});

test('nothing connected is empty, not complete', async () => {
  await using bare = await openEstate({ collected: false });
  const { answer, text } = await bare.ask(listAccounts);
  expect(answer).toMatchObject({ total: 0, data_quality: { status: 'empty', as_of: null } });
  expect(text).toContain('run collect_data');
});

test('a cloud without accounts has none', async () =>
  expect((await estate.ask(listAccounts, { cloud_provider: 'gcp' })).answer).toMatchObject({
    ...{ accounts: [], total: 0 },
    data_quality: { status: 'empty' },
  }));
