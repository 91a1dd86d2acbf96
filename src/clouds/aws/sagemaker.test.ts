import { expect, test } from 'vitest';
import { sagemakerState } from './sagemaker.ts';

test.each([
  ['Creating', 'pending'],
  ['InService', 'available'],
  ['Updating', 'available'],
  ['Stopped', 'stopped'],
  ['OutOfService', 'stopped'],
  ['Delete_Failed', 'failed'],
  ['Dreaming', 'unknown'],
  [undefined, 'unknown'],
] as const)('the status %s is %s', (status, state) => expect(sagemakerState(status)).toBe(state));
