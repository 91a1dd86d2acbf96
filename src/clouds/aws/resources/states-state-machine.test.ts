import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { statesStateMachine } from './states-state-machine.ts';

const stateMachineArn = 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders';
const item = {
  stateMachineArn,
  name: 'orders',
  type: 'EXPRESS',
  creationDate: new Date('2026-01-02T03:04:05Z'),
} as const;

test('a state machine in our words', () =>
  expect(statesStateMachine.normalize({ item, tags: {} }, scopeOf('123456789012', 'eu-west-1'))).toEqual({
    id: stateMachineArn,
    name: 'orders',
    createdAt: '2026-01-02T03:04:05.000Z',
    tags: {},
    attributes: {},
  }));
