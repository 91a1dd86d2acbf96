import { expect, test } from 'vitest';
import { average, count, latest, maximum, minimum, percentile, type Statistic, total } from './statistics.ts';

const samples = [4, 1, 10, 2, 3];

test.each<[string, Statistic, number]>([
  ['average', average, 4],
  ['total', total, 20],
  ['count', count, 5],
  ['minimum', minimum, 1],
  ['maximum', maximum, 10],
  ['latest', latest, 3],
  ['p0', percentile(0), 1],
  ['p5', percentile(0.05), 1],
  ['p50', percentile(0.5), 3],
  ['p80', percentile(0.8), 4],
  ['p95', percentile(0.95), 10],
  ['p100', percentile(1), 10],
])('%s', (_, statistic, expected) => {
  expect(statistic({ samples, sum: 20 })).toBe(expected);
});

test('there is no percentile of nothing', () => {
  expect(() => percentile(0.5)({ samples: [], sum: 0 })).toThrow(RangeError);
});
