import { expect, test } from 'vitest';
import { closingsIn } from './closing.ts';
import type { PlantedAccount } from './estate/estate.ts';

const company = (): PlantedAccount[] =>
  (['aws', 'azure', 'gcp'] as const).map((cloud) => ({ cloud, id: cloud, name: cloud, regions: [] }));

test('an account is closed as its cloud calls it', () => {
  const accounts = company();
  const closings = closingsIn({ accounts });
  for (const { id } of accounts.slice(1)) closings.close({ account: id });
  expect(accounts.map(({ state }) => state)).toEqual([undefined, 'Disabled', 'DELETE_REQUESTED']);
});

test('it can wait for so many calls of an operation', () => {
  const accounts = company();
  const closings = closingsIn({ accounts });
  closings.close({ account: 'aws', after: { operation: 'ListAccounts', calls: 2 } });
  const states = ['ListAccounts', 'AssumeRole', 'ListAccounts', 'ListAccounts'].map((operation) => {
    closings.counted({ operation });
    return accounts[0]?.state;
  });
  expect(states).toEqual([undefined, undefined, 'SUSPENDED', 'SUSPENDED']);
});

test('one that is not there can not be closed', () =>
  expect(() => closingsIn({ accounts: company() }).close({ account: 'nobody' })).toThrow('no account nobody'));
