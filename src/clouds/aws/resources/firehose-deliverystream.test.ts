import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { firehoseDeliverystream } from './firehose-deliverystream.ts';

const scope = scopeOf('123456789012', 'eu-west-1');

test('a delivery stream in our words', () =>
  expect(firehoseDeliverystream.normalize({ item: 'archive', tags: { team: 'data' } }, scope)).toEqual({
    id: 'arn:aws:firehose:eu-west-1:123456789012:deliverystream/archive',
    name: 'archive',
    tags: { team: 'data' },
    attributes: {},
  }));

test('tags that could not be read stay unknown', () =>
  expect(firehoseDeliverystream.normalize({ item: 'archive', tags: undefined }, scope).tags).toBeUndefined());
