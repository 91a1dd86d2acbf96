import { expect, test } from 'vitest';
import { collectionFloor } from './collection-floor.ts';

const count = (service: string, region: string, calls: number) => ({
  ...({ cloud: 'aws', account: '1', operation: 'x', errors: {} } as const),
  ...{ service, region, calls },
});

test('each term is worked out by itself, the quota by that which takes longest', () => {
  const counts = [count('ec2', 'a', 300), count('ec2', 'a', 100), count('ec2', 'b', 350), count('iam', 'a', 9000)];
  expect(collectionFloor({ counts, least: 1000, latencyMs: 40, atOnce: 25, bareMsPerCall: 1.5 })).toEqual({
    // Of region a: what is over 100, at 20 a second.
    ...{ quota: 15, latency: 1.6, sdk: 1.5 },
  });
});

test('what is within its bucket waits for nothing', () => {
  const counts = [count('ec2', 'a', 100)];
  expect(collectionFloor({ counts, least: 100, latencyMs: 0, atOnce: 25, bareMsPerCall: 0 }).quota).toBe(0);
});
