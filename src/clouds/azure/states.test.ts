import { expect, test } from 'vitest';
import { stateFacts } from './states.ts';

test.each([
  ['Ready', 'available'],
  ['ready', 'available'],
  ['Odd', 'unknown'],
  // Every object has something of these names.
  ['constructor', 'unknown'],
  ['__proto__', 'unknown'],
] as const)('%s is %s beside Azure’s own word', (word, state) =>
  expect(stateFacts(word, { ready: 'available' })).toEqual({ state, providerState: word }),
);

test.each(['', null, undefined])('a state of %j is unknown', (word) =>
  expect(stateFacts(word, {})).toEqual({ state: 'unknown', providerState: undefined }),
);
