import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../test/support/azure.ts';
import { definePlainCollector } from './plain-type.ts';

const TYPE = 'Microsoft.Things/things';
const plain = definePlainCollector({ type: TYPE, family: 'platform', createdIn: 'madeAt' });

test('it is listed with its family, can be tagged, and is read by its own permission', () =>
  expect(plain).toMatchObject({
    ...{ type: TYPE, kind: 'other', family: 'platform', reach: 'global', taggable: true },
    permissions: ['Microsoft.ResourceGraph/resources/read', `${TYPE}/read`],
  }));

test('a kind may be given', () =>
  expect(definePlainCollector({ type: TYPE, family: 'platform', kind: 'registry' }).kind).toBe('registry'));

test('one in our words', () =>
  expect(
    plain.facts(
      rowOf(TYPE, { madeAt: '2025-01-02T03:04:05.678Z', provisioningState: 'Succeeded', secret: 'hush' }),
      nothingKnown,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    state: 'available',
    providerState: 'Succeeded',
    createdAt: '2025-01-02T03:04:05.678Z',
    attributes: {},
  }));

test.each([
  ['nothing', {}],
  ['empty words', { madeAt: '', provisioningState: '' }],
  ['no instant', { madeAt: 'yesterday' }],
  ['null', { madeAt: null, provisioningState: null }],
])('of %s it stays unknown', (_, properties) =>
  expect(plain.facts(rowOf(TYPE, properties), nothingKnown)).toEqual({
    ...factsOf(TYPE),
    ...{ state: 'unknown', providerState: undefined, createdAt: undefined, attributes: {} },
  }),
);

test('a type whose provider tells no creation has none', () =>
  expect(
    definePlainCollector({ type: TYPE, family: 'storage' }).facts(
      rowOf(TYPE, { createdAt: '2025-01-02T03:04:05Z', provisioningState: 'Deleting' }),
      nothingKnown,
    ),
  ).toEqual({ ...factsOf(TYPE), state: 'deleting', providerState: 'Deleting', attributes: {} }));
