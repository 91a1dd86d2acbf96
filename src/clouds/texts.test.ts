import { expect, test } from 'vitest';
import { textsIn } from './texts.ts';

test('texts are kept as they are, and what is none is left out', () =>
  expect(textsIn({ Env: 'prod', empty: '', count: 7, none: null, list: ['a'], inner: { a: 'b' } })).toEqual({
    Env: 'prod',
    empty: '',
  }));

test.each([null, undefined, 'text', 7, true, ['a']])('%j has none', (value) => expect(textsIn(value)).toEqual({}));

test('where null stands for something it is kept', () =>
  expect(textsIn({ Env: null, count: 7 }, '')).toEqual({ Env: '' }));

test('a key is a key, whatever else it means', () =>
  expect(Object.entries(textsIn(JSON.parse('{"__proto__":"a","constructor":"b"}')))).toEqual([
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ]));
