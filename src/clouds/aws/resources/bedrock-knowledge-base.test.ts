import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { bedrockKnowledgeBase } from './bedrock-knowledge-base.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const item = {
  knowledgeBaseId: 'ABCDE12345',
  name: 'support',
  status: 'ACTIVE',
  updatedAt: new Date('2026-01-02T03:04:05Z'),
} as const;

test('one in our words', () =>
  expect(bedrockKnowledgeBase.normalize({ item, tags: { team: 'care' } }, scope)).toEqual({
    id: 'arn:aws:bedrock:eu-west-1:123456789012:knowledge-base/ABCDE12345',
    name: 'support',
    state: 'available',
    providerState: 'ACTIVE',
    tags: { team: 'care' },
    attributes: {},
  }));

test('one without an id is a failure', () =>
  expect(() =>
    bedrockKnowledgeBase.normalize({ item: { ...item, knowledgeBaseId: undefined }, tags: {} }, scope),
  ).toThrow('NoId'));
