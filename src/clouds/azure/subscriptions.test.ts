import { expect, test } from 'vitest';
import { localAzure, rowOf, TENANT } from '../../../test/support/azure.ts';
import { findSubscriptions } from './subscriptions.ts';

const azure = localAzure();
const FIRST = '11111111-0000-4000-8000-00000000000a';
const SECOND = '22222222-0000-4000-8000-00000000000b';

const subscription = (subscriptionId: string, state?: string) => ({
  ...{ subscriptionId, displayName: 'Shop', tenantId: TENANT, ...(state ? { state } : {}) },
});
const found = (settings: object) => findSubscriptions(azure.clients(), { cloud: 'azure', ...settings });

test.each([
  ['Enabled', true],
  ['Warned', true],
  ['PastDue', true],
  [undefined, true],
  ['Disabled', false],
  ['Deleted', false],
])('one that is %s can be asked: %s', async (state, isOpen) => {
  azure.answer(() => ({ body: { value: [subscription(FIRST, state)] } }));
  const { subscriptions, unreached } = await found({});
  expect(subscriptions.map(({ id }) => id)).toEqual(isOpen ? [FIRST] : []);
  expect(unreached.map(({ id, name, error }) => [id, name, error.facts.code])).toEqual(
    isOpen ? [] : [[FIRST, 'Shop', `Subscription${state}`]],
  );
});

test('named ones are found whatever their case, and those that are not shown are told', async () => {
  azure.answer(() => ({ body: { value: [subscription(FIRST.toUpperCase()), subscription(SECOND)] } }));
  const { subscriptions, unreached } = await found({ subscriptions: [FIRST, 'absent'] });
  expect(subscriptions).toEqual([{ id: FIRST, name: 'Shop', state: undefined, tenant: TENANT }]);
  expect(unreached.map(({ id, error }) => [id, error.facts.code])).toEqual([['absent', 'SubscriptionNotFound']]);
});

test('a management group is asked for what is below it', async () => {
  const row = rowOf('Microsoft.Resources/subscriptions', { state: 'Enabled' }, { name: 'Shop', subscriptionId: FIRST });
  azure.answer(() => ({ body: { data: [row] } }));
  const { subscriptions } = await found({ management_group: 'northwind' });
  expect(azure.requests[0]?.body.managementGroups).toEqual(['northwind']);
  expect(subscriptions).toMatchObject([{ id: FIRST, name: 'Shop', state: 'Enabled' }]);
});

test('whoever is shown none is refused', async () => {
  azure.answer(() => ({ body: { value: [] } }));
  await expect(found({})).rejects.toMatchObject({ facts: { reason: 'denied', code: 'NoSubscriptions' } });
});

test.each([
  ['visible', {}, { value: [{ displayName: 'Shop' }] }],
  ['below a management group', { management_group: 'northwind' }, { data: [{ name: 'Shop', properties: {} }] }],
])('one that is %s without an id is no account', async (_, settings, body) => {
  azure.answer(() => ({ body }));
  await expect(found(settings)).rejects.toThrow('failed (NoId)');
});
