import { expect, test } from 'vitest';
import type { Changes } from '../model/run.ts';
import { addChanges } from './changes.ts';

const inventory = { newResources: 2, modifiedResources: 1, deletedResources: 0 };

test.each<[string, Changes | undefined, Changes, Changes]>([
  ['the first word', undefined, inventory, inventory],
  ['another dataset', inventory, { costUpdates: 3 }, { ...inventory, costUpdates: 3 }],
  ['another cloud', inventory, inventory, { newResources: 4, modifiedResources: 2, deletedResources: 0 }],
  ['a zero is known', undefined, { costUpdates: 0 }, { costUpdates: 0 }],
  ['nothing', undefined, {}, {}],
])('%s', (_, before, more, both) => expect(addChanges(before, more)).toEqual(both));
