import { expect, test } from 'vitest';
import { money } from '../model/money.ts';
import type { Changes } from '../model/run.ts';
import { addChanges, addSpent } from './changes.ts';

const inventory = { newResources: 2, modifiedResources: 1, deletedResources: 0 };

test.each<[string, Changes | undefined, Changes, Changes]>([
  ['the first word', undefined, inventory, inventory],
  ['another dataset', inventory, { costUpdates: 3 }, { ...inventory, costUpdates: 3 }],
  ['another cloud', inventory, inventory, { newResources: 4, modifiedResources: 2, deletedResources: 0 }],
  ['a zero is known', undefined, { costUpdates: 0 }, { costUpdates: 0 }],
  ['nothing', undefined, {}, {}],
])('%s', (_, before, more, both) => expect(addChanges(before, more)).toEqual(both));

test('what was paid is added by cloud', () => {
  const paid = (cloud: 'aws' | 'gcp', amount: string) => ({ cloud, cost: money(amount, 'USD') });
  expect(addSpent([paid('aws', '0.01')], [paid('aws', '0.02'), paid('gcp', '0.1')])).toEqual([
    paid('aws', '0.03'),
    paid('gcp', '0.1'),
  ]);
  expect(addSpent([], [])).toEqual([]);
});
