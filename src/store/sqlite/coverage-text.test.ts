import { expect, test } from 'vitest';
import { coverageOf } from './coverage-text.ts';

const WRITTEN = {
  words: ['aws', '1', 'eu-west-1', 's3:bucket', 'failed', 'ok', '2026-11-01T00:00:00.000Z'],
  ...{ cloud: [0, 0], account: [1, 1], region: [2, 2], type: [3, 3], status: [4, 5], collectedAt: [-1, 6] },
  gaps: { 0: [{ cloud: 'aws', account: '1', reason: 'denied', detail: 'x' }] },
};

test('what the first version wrote is read', () => {
  const place = { cloud: 'aws', account: '1', region: 'eu-west-1', type: 's3:bucket' };
  expect(coverageOf(JSON.stringify(WRITTEN))).toEqual([
    { ...place, status: 'failed', gaps: WRITTEN.gaps[0] },
    { ...place, status: 'ok', gaps: [], collectedAt: '2026-11-01T00:00:00.000Z' },
  ]);
});

test('what another version wrote is said to be so', () => expect(() => coverageOf('[]')).toThrow('another version'));
