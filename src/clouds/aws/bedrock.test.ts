import { expect, test } from 'vitest';
import { bedrockState } from './bedrock.ts';

test.each([
  ['CREATING', 'pending'],
  ['PREPARED', 'available'],
  ['ACTIVE', 'available'],
  ['READY', 'available'],
  ['UPDATING', 'available'],
  ['DELETE_UNSUCCESSFUL', 'failed'],
  ['DREAMING', 'unknown'],
  [undefined, 'unknown'],
] as const)('the status %s is %s', (status, state) => expect(bedrockState(status)).toBe(state));
