import { expect, test } from 'vitest';
import { callLog } from './call-log.ts';
import type { Call } from './door.ts';

const at = new Date('2026-11-20T12:00:00Z');
const call = (changes: Partial<Call>): Call => ({
  ...{ cloud: 'aws', service: 'ec2', operation: 'DescribeVolumes', account: '1', region: 'eu-west-1', status: 200, at },
  ...changes,
});
const calls = [
  call({}),
  call({ status: 503, error: 'RequestLimitExceeded' }),
  call({ status: 0 }),
  call({ region: 'us-east-1' }),
];

test.each([true, false])('calls are counted by place and operation, kept: %s', (kept) => {
  const log = callLog(kept);
  for (const one of calls) log.add(one);
  expect(log.total()).toBe(4);
  expect(log.all()).toEqual(kept ? calls : []);
  expect(log.counts()).toEqual([
    expect.objectContaining({ region: 'eu-west-1', calls: 3, errors: { RequestLimitExceeded: 1, left: 1 } }),
    expect.objectContaining({ region: 'us-east-1', calls: 1, errors: {} }),
  ]);
});
