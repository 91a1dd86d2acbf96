import { expect, test } from 'vitest';
import { chargeSource, readChargeSource } from './charge-source.ts';

test.each([
  [
    { cloud: 'aws', payer: '111111111111', view: ['ServiceName', 'SubAccountId'] },
    'aws-cost-explorer/111111111111/ServiceName+SubAccountId',
  ],
  [{ cloud: 'aws', payer: '1', view: ['tag:a/b+c', 'ServiceName'] }, 'aws-cost-explorer/1/tag:a/b+c+ServiceName'],
] as const)('%j is %s, and back', (source, name) => {
  expect(chargeSource(source)).toBe(name);
  expect(readChargeSource(name)).toEqual(source);
});

test.each(['', 'aws-cost-explorer', 'focus-export/1/ServiceName', 'aws-cost-explorer//x'])(
  '%j is no source of a cost API',
  (name) => expect(readChargeSource(name)).toBeUndefined(),
);
