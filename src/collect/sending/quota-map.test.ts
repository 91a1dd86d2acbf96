import { expect, test } from 'vitest';
import { quotaMap } from './quota-map.ts';

test('what is as new is forgotten, and the rest stays what it is', () => {
  const quotas = quotaMap<{ readonly used: boolean }>(({ used }) => !used, 10);
  const used = quotas.of('used', () => ({ used: true }));
  for (let number = 0; number < 1000; number++) {
    quotas.of(String(number), () => ({ used: false }));
    expect(quotas.size).toBeLessThanOrEqual(10);
  }
  expect(quotas.of('used', () => ({ used: true }))).toBe(used);
});

test('where nothing may be forgotten everything is kept', () => {
  const quotas = quotaMap<string>(() => false, 10);
  const keys = Array.from({ length: 100 }, (_, number) => String(number));
  for (const key of keys) quotas.of(key, () => key);
  expect(keys.map((key) => quotas.of(key, () => 'another'))).toEqual(keys);
});
