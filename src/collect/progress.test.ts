import { expect, test } from 'vitest';
import type { CollectProgress } from './collection.ts';
import { createProgress } from './progress.ts';
import { fakeTime } from './testing/fake-time.ts';

function watched() {
  const time = fakeTime();
  const told: CollectProgress[] = [];
  const progress = createProgress(time, (word) => told.push(word));
  const wait = (ms: number) => time.until(time.sleep(ms));
  return { progress, told, wait };
}

test('units and rows are counted, in all and by cloud', () => {
  const { progress } = watched();
  expect(progress.counts()).toEqual({ unitsDone: 0, unitsTotal: 0 });
  progress.expect('aws', 2);
  progress.expect('gcp', 3);
  progress.done('aws', 7, 'a');
  expect(progress.counts()).toEqual({ unitsDone: 1, unitsTotal: 5 });
  expect(progress.countsOf('aws')).toEqual({ unitsDone: 1, unitsTotal: 2 });
  expect(progress.countsOf('gcp')).toEqual({ unitsDone: 0, unitsTotal: 3 });
  expect(progress.countsOf('azure')).toEqual({ unitsDone: 0, unitsTotal: 0 });
});

test('it is told at most ten times a second, and the last word always', async () => {
  const { progress, told, wait } = watched();
  progress.expect('aws', 4);
  progress.done('aws', 1, 'first');
  progress.done('aws', 2, 'too soon');
  await wait(100);
  progress.done('aws', 3, 'a tenth of a second later');
  progress.done('aws', 4, 'last');
  expect(told).toEqual([
    { unitsDone: 1, unitsTotal: 4, rows: 1, message: 'first' },
    { unitsDone: 3, unitsTotal: 4, rows: 6, message: 'a tenth of a second later' },
    { unitsDone: 4, unitsTotal: 4, rows: 10, message: 'last' },
  ]);
});

test('what it says between units is told at once', () => {
  const { progress, told } = watched();
  progress.says('connecting');
  progress.says('publishing');
  expect(told.map(({ message }) => message)).toEqual(['connecting', 'publishing']);
});
