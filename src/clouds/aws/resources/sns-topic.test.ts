import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { snsTopic } from './sns-topic.ts';

const scope = scopeOf('123456789012', 'eu-west-1');

test('a topic in our words', () =>
  expect(
    snsTopic.normalize(
      { item: { TopicArn: 'arn:aws:sns:eu-west-1:123456789012:orders.fifo' }, tags: undefined },
      scope,
    ),
  ).toEqual({
    id: 'arn:aws:sns:eu-west-1:123456789012:orders.fifo',
    name: 'orders.fifo',
    tags: undefined,
    attributes: {},
  }));
