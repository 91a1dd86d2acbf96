import { expect, test } from 'vitest';
import { markdownTable, quantity } from './table.ts';

const lines = (...measurements: Parameters<typeof markdownTable>[0]) =>
  markdownTable(measurements).split('\n').slice(2);

test('a measurement with everything', () =>
  expect(
    lines({
      name: 'answer',
      unit: 'ms',
      samples: [30, 10, 20],
      cold: [300],
      target: 25,
      limit: { what: 'bare scan', samples: [10] },
      note: 'stdio',
      processorMs: 12,
    }),
  ).toEqual(['| answer (stdio) | 20 ms | 300 ms | ≤ 25 ms | yes | 12 ms | bare scan: 10 ms | 2 × | 3 |']));

test('a measurement without a target is neither met nor missed', () =>
  expect(lines({ name: 'rate', unit: 'rows/s', samples: [1_234_567] })).toEqual([
    '| rate | 1,234,567 rows/s |  |  |  |  |  |  | 1 |',
  ]));

test('a missed target stands out', () =>
  expect(lines({ name: 'a|b', unit: 'MB', samples: [200], target: 150 })).toEqual([
    '| a\\|b | 200 MB |  | ≤ 150 MB | **no** |  |  |  | 1 |',
  ]));

test.each([
  [1.234, 'times', '1.23 ×'],
  [0.5, 'ms', '0.5 ms'],
] as const)('%d %s', (value, unit, shown) => expect(quantity(value, unit)).toBe(shown));
