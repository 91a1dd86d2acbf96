import { expect, test } from 'vitest';
import type { MetricSource } from '../clouds/cloud.ts';
import type { Resource } from '../model/resource.ts';
import { testStore } from '../store/fixtures.ts';
import { collected, volume, volumes } from '../store/inventory.fixture.ts';
import { packsOf, resourcesIn } from './metric-packs.ts';

/** A resource that has so many series. */
const having = (series: number, state: Resource['state'] = 'running'): Resource => ({
  ...{ cloud: 'aws', account: '1', region: 'eu-west-1', type: 'ec2:instance', kind: 'instance', taggable: true },
  ...{ id: `i-${series}`, state, attributes: {}, lastSeen: '', lastUpdated: '' },
});

const source: MetricSource = {
  ...{ pricePerSeries: '0.00001', permissions: [], types: ['ec2:instance'] },
  seriesFor: ({ id }) => Number(id.slice(2)),
  async *points() {},
};

const packed = (resources: readonly Resource[]) =>
  packsOf(source, resources).map(({ resources: own, series }) => [own.length, series]);

test.each<[string, readonly Resource[], number[][]]>([
  ['nothing', [], []],
  ['what fits into one request', [having(200), having(300)], [[2, 500]]],
  [
    'one too many',
    [having(200), having(300), having(1)],
    [
      [2, 500],
      [1, 1],
    ],
  ],
  [
    'more than a request takes goes alone',
    [having(1), having(501), having(1)],
    [
      [1, 1],
      [1, 501],
      [1, 1],
    ],
  ],
  ['what has no metrics', [having(0), having(5)], [[1, 5]]],
])('%s', (_, resources, packs) => expect(packed(resources)).toEqual(packs));

test.each(['pending', 'stopping', 'stopped', 'deallocated', 'suspended', 'deleting', 'terminated', 'failed'] as const)(
  'what is %s is not asked about: it would be paid for',
  (state) => expect(packed([having(5, state)])).toEqual([]),
);
test.each(['running', 'available', 'in-use', 'unknown'] as const)('what is %s is', (state) =>
  expect(packed([having(5, state)])).toEqual([[1, 5]]),
);
test('so is what does not say', () => {
  const { state: _, ...silent } = having(5);
  expect(packed([silent])).toEqual([[1, 5]]);
});

test('more resources than one page holds are found, each once', async () => {
  const { inventory, ...store } = await testStore();
  const many = Array.from({ length: 1001 }, (_, index) => volume(`v${index}`));
  const { snapshot } = await collected({ inventory, ...store }, 'r1', [[volumes, many]]);
  const found = await resourcesIn({ inventory, snapshot }, { types: ['ec2:volume'] });
  expect(new Set(found.map(({ id }) => id)).size).toBe(1001);
  expect(found).toHaveLength(1001);
  expect(await resourcesIn({ inventory, snapshot }, { types: ['rds:db'] })).toEqual([]);
});
