import { expect, test } from 'vitest';
import { allocatedGib, databaseState, snapshotState } from './database-state.ts';

test.each([
  ['available', 'running'],
  ['backing-up', 'running'],
  ['storage-optimization', 'running'],
  ['storage-full', 'failed'],
  ['incompatible-network', 'failed'],
  ['inaccessible-encryption-credentials', 'failed'],
  ['inaccessible-encryption-credentials-recoverable', 'running'],
  ['creating', 'pending'],
  ['stopping', 'stopping'],
  ['stopped', 'stopped'],
  ['deleting', 'deleting'],
  ['some-word-of-next-year', 'unknown'],
  [undefined, 'unknown'],
])('a database that is %s is %s', (status, state) => expect(databaseState(status)).toBe(state));

test.each([
  ['available', 'available'],
  ['copying', 'pending'],
  ['lost', 'unknown'],
])('a snapshot that is %s is %s', (status, state) => expect(snapshotState(status)).toBe(state));

test.each([
  [20, 20],
  [1, undefined],
  [0, undefined],
  [undefined, undefined],
])('%s GiB allocated are %s', (told, gib) => expect(allocatedGib(told)).toBe(gib));
