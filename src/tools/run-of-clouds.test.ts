import { expect, test } from 'vitest';
import type { AccountResult, Run } from '../model/run.ts';
import { isAbout, runOfClouds } from './run-of-clouds.ts';

const account = (cloud: AccountResult['cloud'], status: AccountResult['status']): AccountResult => ({
  ...{ cloud, account: cloud, status, durationMs: 1000, units: 2, rows: 3, gaps: [] },
});
const inventory = (newResources: number) => ({ newResources, modifiedResources: 0, deletedResources: 0 });
const earlier: Run = {
  ...{ id: 'run-1', organisation: 'acme', what: ['inventory'], status: 'partial' },
  ...{ startedAt: '2026-11-21T05:58:00.000Z', unitsDone: 5, unitsTotal: 7, changes: inventory(9) },
  accounts: [account('aws', 'success'), account('azure', 'partial'), account('gcp', 'failed')],
  spent: [{ cloud: 'aws', cost: { amount: '1', currency: 'USD' } }],
};
const run: Run = {
  ...earlier,
  clouds: [
    { cloud: 'aws', unitsDone: 4, unitsTotal: 4, changes: inventory(6) },
    { cloud: 'azure', unitsDone: 1, unitsTotal: 2, changes: inventory(3) },
    { cloud: 'gcp', unitsDone: 0, unitsTotal: 1 },
  ],
};

test.each([
  [['aws'], 'success', 4, 4, inventory(6)],
  [['azure'], 'partial', 1, 2, inventory(3)],
  [['gcp'], 'failed', 0, 1, undefined],
  [['aws', 'azure'], 'partial', 5, 6, inventory(9)],
  [['aws', 'azure', 'gcp'], 'partial', 5, 7, inventory(9)],
] as const)('the part of %j', (clouds, status, unitsDone, unitsTotal, changes) => {
  const part = runOfClouds(run, clouds);
  expect(part).toMatchObject({ status, unitsDone, unitsTotal });
  expect(part.changes).toEqual(changes);
  expect(part.accounts.map(({ cloud }) => cloud)).toEqual(clouds);
});

test.each(['cancelled', 'failed', 'running'] as const)('a run that is %s is so for each cloud', (status) =>
  expect(runOfClouds({ ...run, status }, ['aws']).status).toBe(status),
);

test('what was kept as one sum is told to nobody who asks for a part of it', () => {
  const part = runOfClouds(earlier, ['azure']);
  expect(part).toMatchObject({ unitsDone: null, unitsTotal: null, spent: [], status: 'partial' });
  expect(part.changes).toBeUndefined();
  expect(runOfClouds(earlier, ['aws', 'azure', 'gcp'])).toBe(earlier);
  const alone = { ...earlier, accounts: [account('aws', 'success')] };
  expect(runOfClouds(alone, ['aws'])).toBe(alone);
});

test.each<[string, Run, boolean]>([
  ['asked it', run, true],
  ['asked others', { ...run, clouds: [{ cloud: 'aws', unitsDone: 1, unitsTotal: 1 }] }, false],
  ['asked it in an earlier version', earlier, true],
  ['asked others in an earlier version', { ...earlier, accounts: [account('aws', 'success')] }, false],
  ['kept nothing of whom it asked', { ...earlier, accounts: [], spent: [] }, true],
])('a run that %s', (_, one, expected) => expect(isAbout(one, ['azure'])).toBe(expected));
