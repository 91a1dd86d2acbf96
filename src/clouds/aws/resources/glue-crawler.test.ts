import type { Crawler } from '@aws-sdk/client-glue';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { glueCrawler } from './glue-crawler.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const crawler: Crawler = {
  Name: 'raw',
  State: 'READY',
  CreationTime: new Date('2025-01-02T03:04:05Z'),
};

test('a crawler in our words', () =>
  expect(glueCrawler.normalize({ item: crawler, tags: { team: 'data' } }, scope)).toEqual({
    id: 'arn:aws:glue:eu-west-1:123456789012:crawler/raw',
    name: 'raw',
    state: 'available',
    providerState: 'READY',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'data' },
    attributes: {},
  }));

test.each([
  ['RUNNING', 'running'],
  ['STOPPING', 'stopping'],
] as const)('the state %s is %s', (word, state) =>
  expect(glueCrawler.normalize({ item: { ...crawler, State: word }, tags: {} }, scope)).toMatchObject({
    state,
    providerState: word,
  }),
);

test('tags that could not be read stay unknown', () =>
  expect(glueCrawler.normalize({ item: crawler, tags: undefined }, scope).tags).toBeUndefined());
