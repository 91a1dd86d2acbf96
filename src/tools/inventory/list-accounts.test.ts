import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLOSED_OUT, DEV, type Estate, openEstate, PROD, READ_AT } from '../testing/estate.fixture.ts';
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
      { account: CLOSED_OUT, status: 'denied', last_collected_at: null },
    ],
    data_quality: { status: 'partial', gaps: [{ account: CLOSED_OUT, reason: 'denied' }] },
  });
  expect(answer.next_cursor).toBeUndefined();
  expect(text).toContain('3 accounts of acme: 2 connected, 1 denied.');
  expect(text).toContain(`aws ${DEV} «Development»: connected, collected ${READ_AT}; missing ec2:DescribeVolumes.`);
  expect(text).toContain('1 of 3 accounts did not answer (sts:AssumeRole was denied (AccessDenied)).');
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
