import { expect, test } from 'vitest';
import { randomFrom } from './random.ts';

test('the same seed gives the same numbers, another seed others', () => {
  const numbers = (seed: string) => Array.from({ length: 5 }, () => randomFrom(seed).fork('x').int(0, 1_000_000));
  expect(numbers('1')).toEqual(numbers('1'));
  expect(numbers('1')).not.toEqual(numbers('2'));
});

test('taking from one stream does not shift a fork', () => {
  const untouched = randomFrom(1).fork('volumes').hex(20);
  const parent = randomFrom(1);
  parent.hex(1000);
  expect(parent.fork('volumes').hex(20)).toBe(untouched);
});

test('whole numbers include both ends and spread evenly', () => {
  const random = randomFrom(3);
  const counts = [0, 0, 0, 0];
  for (let draw = 0; draw < 4000; draw += 1) {
    const number = random.int(0, 3);
    counts[number] = (counts[number] ?? 0) + 1;
  }
  for (const count of counts) expect(count).toBeGreaterThan(900);
});

test('weights are followed, and what has none never comes', () => {
  const random = randomFrom(4);
  const drawn = Array.from({ length: 1000 }, () =>
    random.weighted([
      ['often', 9],
      ['seldom', 1],
      ['never', 0],
    ] as const),
  );
  expect(drawn.filter((value) => value === 'often').length).toBeGreaterThan(850);
  expect(drawn).toContain('seldom');
  expect(drawn).not.toContain('never');
});

test('a sample has no member twice and at most all of them', () => {
  const sample = randomFrom(5).sample([1, 2, 3], 5);
  expect([...sample].sort()).toEqual([1, 2, 3]);
});
