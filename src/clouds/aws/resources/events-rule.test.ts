import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { eventsRule } from './events-rule.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const Arn = 'arn:aws:events:eu-west-1:123456789012:rule/orders/nightly';
const item = { Name: 'nightly', Arn, State: 'ENABLED', EventBusName: 'orders' } as const;

test('a rule in our words', () =>
  expect(eventsRule.normalize({ item, tags: { team: 'shop' } }, scope)).toEqual({
    id: Arn,
    name: 'nightly',
    state: 'available',
    providerState: 'ENABLED',
    tags: { team: 'shop' },
    taggable: undefined,
    flags: undefined,
    attributes: {},
  }));

test('a rule that a service keeps can have no tags', () =>
  expect(eventsRule.normalize({ item: { ...item, ManagedBy: 'autoscaling' }, tags: {} }, scope)).toMatchObject({
    taggable: false,
    flags: ['managed-by-provider'],
  }));

test.each([
  ['DISABLED', 'stopped'],
  ['ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS', 'available'],
] as const)('the state %s is %s', (State, state) =>
  expect(eventsRule.normalize({ item: { ...item, State }, tags: {} }, scope).state).toBe(state),
);
