import type { GuardrailSummary } from '@aws-sdk/client-bedrock';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { bedrockGuardrail } from './bedrock-guardrail.ts';

const at = new Date('2026-01-02T03:04:05Z');
const arn = 'arn:aws:bedrock:eu-west-1:123456789012:guardrail/abcde12345';
const item: GuardrailSummary = {
  ...{ id: 'abcde12345', arn, name: 'no-advice', status: 'READY', version: 'DRAFT' },
  ...{ createdAt: at, updatedAt: at },
};

test('a guardrail in our words', () =>
  expect(bedrockGuardrail.normalize({ item, tags: undefined }, scopeOf('123456789012', 'eu-west-1'))).toEqual({
    id: arn,
    name: 'no-advice',
    state: 'available',
    providerState: 'READY',
    createdAt: '2026-01-02T03:04:05.000Z',
    tags: undefined,
    attributes: {},
  }));
