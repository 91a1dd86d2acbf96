import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { progressTo } from './progress.ts';

test('before it is known how much there is to do, there is no part of it', () => {
  const stream = new PassThrough();
  const progress = progressTo({}, stream as unknown as NodeJS.WriteStream);
  progress.show(0, 0, 'connecting');
  progress.show(3, 3, 'done');
  expect(String(stream.read())).toBe('connecting\n3/3 done\n');
});
