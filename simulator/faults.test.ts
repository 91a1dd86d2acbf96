import { expect, test } from 'vitest';
import { randomFrom } from './estate/random.ts';
import { type FaultTarget, noFaults } from './faults.ts';

const target: FaultTarget = {
  ...{ cloud: 'azure', services: ['Microsoft.ResourceGraph'], operation: 'Resources', account: 'a', region: '' },
  action: 'Microsoft.ResourceGraph/resources/read',
};
const faults = () => noFaults(randomFrom(1).fork('faults'));

test.each([
  ['its cloud', { cloud: 'azure' }, 'error'],
  ['another cloud', { cloud: 'aws' }, undefined],
  ['one of its names', { service: 'Microsoft.ResourceGraph' }, 'error'],
  ['another operation', { operation: 'Query' }, undefined],
  ['another account', { account: 'b' }, undefined],
  ['nothing in particular', {}, 'error'],
] as const)('a fault of %s', (_, filter, expected) => {
  const some = faults();
  some.add({ kind: 'error', ...filter });
  expect(some.next(target)).toBe(expected);
});

test('a fault is over when its times are', () => {
  const some = faults();
  some.add({ kind: 'drop', times: 2 });
  expect([1, 2, 3].map(() => some.next(target))).toEqual(['drop', 'drop', undefined]);
});

test('a rate strikes about so often, and the same way for the same seed', () => {
  const strikes = () => {
    const some = faults();
    some.add({ kind: 'throttle', rate: 0.2 });
    return Array.from({ length: 1000 }, () => some.next(target));
  };
  const struck = strikes().filter((kind) => kind === 'throttle').length;
  expect(struck).toBeGreaterThan(150);
  expect(struck).toBeLessThan(250);
  expect(strikes()).toEqual(strikes());
});

test('a fault of every third request strikes the third of those that it matches', () => {
  const some = faults();
  some.add({ kind: 'expire', account: 'a', every: 3 });
  const asked = ['a', 'b', 'a', 'a', 'a', 'b', 'a', 'a'].map((account) => some.next({ ...target, account }));
  expect(asked.flatMap((kind, index) => (kind ? index : []))).toEqual([3, 7]);
});

test('what needs no permission is never denied', () => {
  const some = faults();
  some.denyAllBut(['microsoft.resourcegraph/*']);
  expect(some.next(target)).toBeUndefined();
  expect(some.next({ ...target, action: 'Microsoft.CostManagement/query/action' })).toBe('deny');
  expect(some.next({ ...target, action: undefined })).toBeUndefined();
});
