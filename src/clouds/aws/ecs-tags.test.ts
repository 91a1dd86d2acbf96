import { expect, test } from 'vitest';
import { ecsTags } from './ecs-tags.ts';

test.each([
  [[{ key: 'team', value: 'shop' }, { key: 'empty' }, { value: 'of no key' }], { team: 'shop', empty: '' }],
  [[], {}],
  [undefined, {}],
])('%j', (list, tags) => expect(ecsTags(list)).toEqual(tags));
