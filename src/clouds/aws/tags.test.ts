import { expect, test } from 'vitest';
import { nameOf, tagsInLowerCase, tagsOf } from './tags.ts';

test.each([
  [undefined, {}],
  [[], {}],
  [
    [{ Key: 'team', Value: 'web' }, { Key: 'empty', Value: '' }, { Key: 'bare' }, { Value: 'no key' }],
    { team: 'web', empty: '', bare: '' },
  ],
])('%j are %j', (list, tags) => expect(tagsOf(list)).toEqual(tags));

test.each([
  [undefined, {}],
  [[{ key: 'team', value: 'web' }, { key: 'bare' }, { value: 'no key' }], { team: 'web', bare: '' }],
])('%j are %j in lower case', (list, tags) => expect(tagsInLowerCase(list)).toEqual(tags));

test.each([
  [[{ Key: 'Name', Value: 'web' }], 'web'],
  [[{ Key: 'Name', Value: '' }], undefined],
  [[{ Key: 'name', Value: 'web' }], undefined],
  [undefined, undefined],
])('%j are named %s', (list, name) => expect(nameOf(list)).toBe(name));
