import { expect, test } from 'vitest';
import { withBatchSize } from './batch-size.ts';

test.each([
  ['aws', 100],
  ['azure', 50],
  ['gcp', undefined],
] as const)('an entry of %s has the bound of its cloud', (cloud, most) =>
  expect(withBatchSize({ cloud }, { batch_size: { aws: 100, azure: 50 } }).batch_size).toBe(most),
);
