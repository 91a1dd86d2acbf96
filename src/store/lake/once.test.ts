import { expect, test } from 'vitest';
import { keepNewest, once } from './once.ts';

test('what was loaded is remembered, for those too who asked meanwhile', async () => {
  let loads = 0;
  const load = once(async () => ++loads);
  expect(load.begun()).toBeUndefined();
  expect(await Promise.all([load(), load(), load.begun()])).toEqual([1, 1, 1]);
  expect(await load()).toBe(1);
});

test('a failure is forgotten', async () => {
  let loads = 0;
  const load = once(async () => {
    loads += 1;
    if (loads === 1) throw new Error('for a moment');
    return loads;
  });
  await expect(load()).rejects.toThrow('for a moment');
  expect(load.begun()).toBeUndefined();
  expect(await load()).toBe(2);
});

test('the newest are kept, what was asked again is new, and a failure is loaded anew', async () => {
  const loaded: string[] = [];
  const newest = keepNewest<string>(2);
  const ask = (name: string) =>
    newest(name, async () => {
      loaded.push(name);
      return name;
    });
  for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) expect(await ask(name)).toBe(name);
  expect(loaded).toEqual(['a', 'b', 'c', 'b']);
  await expect(newest('d', () => Promise.reject(new Error('for a moment')))).rejects.toThrow('for a moment');
  expect(await ask('d')).toBe('d');
});
