import { expect, test } from 'vitest';
import { abortable } from './abortable.ts';

const never = new Promise<string>(() => {});

test('what is done in time is given', async () =>
  expect(await abortable(Promise.resolve('done'), new AbortController().signal)).toBe('done'));

test('what fails by itself fails so', () =>
  expect(abortable(Promise.reject(new Error('own')), new AbortController().signal)).rejects.toThrow('own'));

test.each<[string, (controller: AbortController) => void]>([
  ['before', (controller) => controller.abort(new Error('stopped'))],
  ['meanwhile', (controller) => setImmediate(() => controller.abort(new Error('stopped')))],
])('what never ends is left when it is stopped %s', async (_, stop) => {
  const controller = new AbortController();
  stop(controller);
  await expect(abortable(never, controller.signal)).rejects.toThrow('stopped');
});
