import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { bedrockAgent } from './bedrock-agent.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const item = {
  agentId: 'ABCDE12345',
  agentName: 'support',
  agentStatus: 'PREPARED',
  updatedAt: new Date('2026-01-02T03:04:05Z'),
} as const;

test('one in our words', () =>
  expect(bedrockAgent.normalize({ item, tags: { team: 'care' } }, scope)).toEqual({
    id: 'arn:aws:bedrock:eu-west-1:123456789012:agent/ABCDE12345',
    name: 'support',
    state: 'available',
    providerState: 'PREPARED',
    tags: { team: 'care' },
    attributes: {},
  }));

test('one without an id is a failure', () =>
  expect(() => bedrockAgent.normalize({ item: { ...item, agentId: undefined }, tags: {} }, scope)).toThrow('NoId'));
