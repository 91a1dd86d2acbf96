import { expect, test } from 'vitest';
import { METRIC_TYPES, metricsOf } from './metric-definitions.ts';
import { azureCollectors } from './resources/index.ts';

const VM = 'Microsoft.Compute/virtualMachines';

test.each([
  [VM, 'running', 'cpu-percent'],
  [VM, 'deallocated', 'cpu-percent'],
  // Gone, it would be asked for nothing.
  [VM, 'terminated', undefined],
  ['Microsoft.KeyVault/vaults', 'available', undefined],
  ['constructor', 'available', undefined],
] as const)('of %s that is %s the first metric is %s', (type, state, metric) =>
  expect(metricsOf({ type, state })[0]?.metric).toBe(metric),
);

test('every type with metrics has a collector', () =>
  expect(METRIC_TYPES.filter((type) => !azureCollectors.some((collector) => collector.type === type))).toEqual([]));

// One request asks for all metrics of a type by all their statistics, and two of a name would be one.
test.each(METRIC_TYPES)('%s has no two metrics of one name', (type) => {
  const definitions = metricsOf({ type });
  expect(new Set(definitions.map(({ name }) => name)).size).toBe(definitions.length);
  expect(new Set(definitions.map(({ metric }) => metric)).size).toBe(definitions.length);
});
