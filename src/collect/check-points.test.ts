import { expect, test } from 'vitest';
import type { MetricPoint } from '../model/metric.ts';
import { createPointCheck } from './check-points.ts';

const PLACE = {
  cloud: 'azure',
  account: '1',
  region: 'westeurope',
  resourceType: 'vm',
  dataset: 'metrics',
} as const;
const GOOD: MetricPoint = {
  ...{ resourceId: 'vm-1', metric: 'cpu-percent', statistic: 'average', day: '2026-11-20', value: 0 },
};
const asked = new Set(['vm-1', 'vm-2']);
/** As a provider may say it, whatever the compiler believes. */
const saying = (changes: object): MetricPoint => ({ ...GOOD, ...changes }) as MetricPoint;

test('a point that is as it should be is one', () => {
  const check = createPointCheck(PLACE);
  expect([check.isPoint(GOOD, asked), check.gaps()]).toEqual([true, []]);
});

test.each<[string, object]>([
  ['number', { value: Number.NaN }],
  ['number', { value: Number.NEGATIVE_INFINITY }],
  ['number', { value: '12.5' }],
  ['number', { value: null }],
  ['day', { day: '' }],
  ['day', { day: '2026-02-30' }],
  ['day', { day: '2026-11-20T00:00:00Z' }],
  ['resource that was asked for', { resourceId: 'vm-3' }],
  ['resource that was asked for', { resourceId: undefined }],
])('what is no %s, as %j, is left out with a gap that names it', (what, changes) => {
  const check = createPointCheck(PLACE);
  expect(check.isPoint(saying(changes), asked)).toBe(false);
  const detail = `cpu-percent of vm was told with something that is no ${what}: 1 point left out`;
  expect(check.gaps()).toEqual([{ ...PLACE, reason: 'failed', detail }]);
});

test('many of one kind are one gap', () => {
  const check = createPointCheck(PLACE);
  for (const resourceId of ['vm-1', 'vm-2', 'vm-1']) check.isPoint(saying({ resourceId, value: 'x' }), asked);
  check.isPoint(saying({ metric: 'memory-percent', value: 'x' }), asked);
  expect(check.gaps().map(({ detail }) => detail)).toEqual([
    'cpu-percent of vm was told with something that is no number: 3 points left out',
    'memory-percent of vm was told with something that is no number: 1 point left out',
  ]);
});
