import { expect, test } from 'vitest';
import type { FoundEntry, ProbedAccount, Setup } from '../../product.ts';
import { distinctEntries, foundEntries } from './entries.ts';

const aws = (profile: string): FoundEntry => ({ cloud: 'aws', words: profile, settings: { profile } });
const plain = (cloud: 'azure' | 'gcp'): FoundEntry => ({ cloud, words: cloud, settings: {} });

const setup: Pick<Setup, 'find'> = {
  find: async (cloud) => (cloud === 'aws' ? [aws('prod'), aws('test')] : [plain(cloud)]),
};
const found = async (options: Parameters<typeof foundEntries>[1]) =>
  (await foundEntries(setup as Setup, options)).map(({ cloud, settings }) => ({ cloud, ...settings }));

test('everything, or one cloud, or some profiles', async () => {
  expect(await found({})).toHaveLength(4);
  expect(await found({ cloud: 'gcp' })).toEqual([{ cloud: 'gcp' }]);
  expect(await found({ cloud: 'aws', profile: ['test'] })).toEqual([{ cloud: 'aws', profile: 'test' }]);
  expect(await found({ profile: ['test'] })).toHaveLength(3);
});

test('an option is of its own cloud', async () =>
  expect(await found({ managementGroup: 'northwind', organization: '42', billing: 'p.d.t' })).toEqual([
    { cloud: 'aws', profile: 'prod' },
    { cloud: 'aws', profile: 'test' },
    { cloud: 'azure', management_group: 'northwind' },
    { cloud: 'gcp', organization: '42', billing: { project: 'p', dataset: 'd', table: 't' } },
  ]));

test.each([
  [{ profile: ['prod', 'none'] }, 'no profile "none"'],
  [{ endpoint: 'http://localhost:4566' }, 'say which with --cloud'],
  [{ billing: 'p.d' }, '<project>.<dataset>.<table>'],
  [{ billing: 'p.d.t.x' }, '<project>.<dataset>.<table>'],
])('%j is refused', (options, words) => expect(found(options)).rejects.toThrow(words));

test('two ways to the same account are one entry, and none to what refuses', () => {
  const account = (id: string, status: ProbedAccount['status'] = 'connected'): ProbedAccount => ({
    ...{ cloud: 'aws', account: id, status, detail: '', missing_permissions: [], groups: [] },
  });
  const asked = [
    { entry: aws('a'), accounts: [account('1')] },
    { entry: aws('b'), accounts: [account('1')] },
    { entry: aws('c'), accounts: [account('1'), account('2')] },
    { entry: aws('d'), accounts: [account('3', 'denied')] },
  ];
  expect(distinctEntries(asked).map(({ words }) => words)).toEqual(['a', 'c']);
});
