import { expect, test } from 'vitest';
import { cacheState } from './cache-state.ts';

test.each([
  ['available', 'running'],
  ['creating', 'pending'],
  ['modifying', 'running'],
  ['snapshotting', 'running'],
  ['updating', 'running'],
  ['rebooting cluster nodes', 'running'],
  ['incompatible-network', 'failed'],
  ['create-failed', 'failed'],
  ['deleting', 'deleting'],
  ['deleted', 'terminated'],
  ['something new', 'unknown'],
  [undefined, 'unknown'],
] as const)('%s is %s', (status, state) => expect(cacheState(status)).toBe(state));
