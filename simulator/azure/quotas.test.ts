import { expect, test } from 'vitest';
import { quotasOf } from './quotas.ts';

let seconds = 0;
const quotas = quotasOf(() => new Date(seconds * 1000), true);
const windows = [
  { limit: 4, seconds: 10 },
  { limit: 6, seconds: 60 },
];
const take = (at: number, units: number, caller = 'one') => {
  seconds = at;
  return quotas.take(caller, windows, units);
};

test('units come back when their window has passed; the narrowest of all windows counts', () => {
  expect(take(0, 3)).toEqual({ left: [1, 3], waitSeconds: undefined });
  expect(take(4, 1)).toEqual({ left: [0, 2], waitSeconds: undefined });
  expect(take(5, 2)).toEqual({ left: [0, 2], waitSeconds: 5 });
  expect(take(10, 2)).toEqual({ left: [1, 0], waitSeconds: undefined });
  expect(take(20, 1)).toEqual({ left: [4, 0], waitSeconds: 40 });
  expect(take(20, 1, 'another').waitSeconds).toBeUndefined();
});

test('what is larger than a window is let through an empty one', () => {
  expect(take(100, 9, 'large').waitSeconds).toBeUndefined();
  expect(take(101, 1, 'large').waitSeconds).toBe(59);
});

test('unless they are enforced, windows are always unused', () => {
  const lenient = quotasOf(() => new Date(0), false);
  for (let turn = 0; turn < 20; turn += 1) {
    expect(lenient.take('one', windows, 1)).toEqual({ left: [3, 5], waitSeconds: undefined });
  }
});
