import type { StreamSummary } from '@aws-sdk/client-kinesis';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { kinesisStream } from './kinesis-stream.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const summary: StreamSummary = {
  StreamName: 'clicks',
  StreamARN: 'arn:aws:kinesis:eu-west-1:123456789012:stream/clicks',
  StreamStatus: 'ACTIVE',
  StreamCreationTimestamp: new Date('2025-01-02T03:04:05Z'),
};

test('a stream in our words', () =>
  expect(kinesisStream.normalize({ item: { name: 'clicks', summary }, tags: { team: 'web' } }, scope)).toEqual({
    id: 'arn:aws:kinesis:eu-west-1:123456789012:stream/clicks',
    name: 'clicks',
    state: 'available',
    providerState: 'ACTIVE',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'web' },
    attributes: {},
  }));

test.each([
  ['CREATING', 'pending'],
  ['UPDATING', 'available'],
  ['DELETING', 'deleting'],
] as const)('the state %s is %s', (word, state) =>
  expect(
    kinesisStream.normalize({ item: { name: 'clicks', summary: { ...summary, StreamStatus: word } }, tags: {} }, scope),
  ).toMatchObject({ state, providerState: word }),
);

test('what is not told stays unknown', () =>
  expect(kinesisStream.normalize({ item: { name: 'clicks', summary: undefined }, tags: undefined }, scope)).toEqual({
    id: 'arn:aws:kinesis:eu-west-1:123456789012:stream/clicks',
    name: 'clicks',
    tags: undefined,
    attributes: {},
  }));
