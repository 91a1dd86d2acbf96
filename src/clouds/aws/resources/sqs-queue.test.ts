import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { sqsQueue } from './sqs-queue.ts';

const scope = scopeOf('123456789012', 'eu-west-1');

test.each([
  ['https://sqs.eu-west-1.amazonaws.com/123456789012/orders', 'orders'],
  ['https://eu-west-1.queue.amazonaws.com/123456789012/orders.fifo', 'orders.fifo'],
  ['http://localhost:4566/123456789012/orders', 'orders'],
])('the queue at %s is %s', (item, name) =>
  expect(sqsQueue.normalize({ item, tags: { team: 'web' } }, scope)).toEqual({
    id: `arn:aws:sqs:eu-west-1:123456789012:${name}`,
    name,
    tags: { team: 'web' },
    attributes: {},
  }),
);

test('a queue without a name is a failure, not another one', () =>
  expect(() => sqsQueue.normalize({ item: 'https://sqs.eu-west-1.amazonaws.com/', tags: {} }, scope)).toThrow(
    'sqs:ListQueues failed (NoId)',
  ));
