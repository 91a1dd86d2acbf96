import { expect, test } from 'vitest';
import { collectionFloor } from './collection-floor.ts';

const least = (service: string, operation: string, calls: number) => ({
  ...({ cloud: 'aws', service, operation, calls } as const),
});
const count = (service: string, operation: string, region: string, calls: number) => ({
  ...least(service, operation, calls),
  ...{ account: '1', region, errors: {} },
});
const usual = { latencyMs: 40, atOnce: 25, bareMsPerCall: 1.5 };

test('each term is worked out by itself, the quota by that which takes longest', () => {
  const counts = [
    ...[count('ec2', 'x', 'a', 300), count('ec2', 'y', 'a', 100), count('ec2', 'x', 'b', 350)],
    count('iam', 'x', 'a', 250),
  ];
  const needed = [least('ec2', 'x', 650), least('ec2', 'y', 100), least('iam', 'x', 250)];
  expect(collectionFloor({ ...usual, counts, least: needed })).toEqual({
    // Of region a: what is over 100, at 20 a second.
    ...{ quota: 15, latency: 1.6, sdk: 1.5 },
  });
});

test('what was asked without need takes no time of a quota', () => {
  // A third of the one was needed, and nothing of the other.
  const counts = [count('ec2', 'x', 'a', 900), count('ec2', 'y', 'a', 500)];
  expect(collectionFloor({ ...usual, counts, least: [least('ec2', 'x', 300)] }).quota).toBe(10);
});

test('an operation that has a quota of its own draws on no other', () => {
  const counts = [count('kinesis', 'ListStreams', 'a', 10), count('kinesis', 'ListTagsForStream', 'a', 20)];
  expect(collectionFloor({ ...usual, counts, least: counts }).quota).toBe(3);
});

test('what is within its bucket waits for nothing', () => {
  const counts = [count('ec2', 'x', 'a', 100)];
  expect(collectionFloor({ ...usual, counts, least: counts }).quota).toBe(0);
});
