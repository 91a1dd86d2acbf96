import { expect, test } from 'vitest';
import { stateFacts, stateOf } from './states.ts';

test.each([
  ['ACTIVE', undefined, 'available'],
  ['UPDATING', undefined, 'available'],
  ['PROVISIONING', undefined, 'pending'],
  ['DISABLED', undefined, 'suspended'],
  ['ERROR', undefined, 'failed'],
  // A type's own word comes first.
  ['ACTIVE', { ACTIVE: 'in-use' }, 'in-use'],
  ['RESERVED', { RESERVED: 'available' }, 'available'],
  ['RESERVED', undefined, 'unknown'],
  ['active', undefined, 'unknown'],
  // Of these every object has something.
  ['constructor', { ACTIVE: 'in-use' }, 'unknown'],
  ['__proto__', undefined, 'unknown'],
  ['', undefined, 'unknown'],
  [undefined, undefined, undefined],
] as const)('%s, with the own words %j, is %s', (word, own, state) => expect(stateOf(word, own)).toBe(state));

test.each([
  ['READY', 'available'],
  ['ODD', 'unknown'],
  [undefined, 'unknown'],
])('%s is kept beside ours, %s', (word, state) => expect(stateFacts(word)).toEqual({ state, providerState: word }));
