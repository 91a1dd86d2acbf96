import { expect, test } from 'vitest';
import { factsOf, rowOf } from '../../../test/support/azure.ts';
import { provisioned, regionOf, rowFacts, zoneOf } from './row-facts.ts';

const TYPE = 'Microsoft.Things/things';

test('what every row tells', () => expect(rowFacts(rowOf(TYPE, {}))).toEqual(factsOf(TYPE)));

test.each([
  ['no name', { name: '' }, { name: undefined }],
  ['no place', { location: '' }, { region: 'global' }],
  ['a place in words', { location: 'West Europe' }, { region: 'westeurope' }],
  ['no tags', { tags: null }, { tags: {} }],
  ['a tag without a value', { tags: { Env: null } }, { tags: { Env: '' } }],
  ['tags that are no texts', { tags: { Env: 'prod', count: 7, list: ['a'], inner: {} } }, { tags: { Env: 'prod' } }],
])('a row with %s', (_, row, facts) => expect(rowFacts(rowOf(TYPE, {}, row))).toMatchObject(facts));

test('a row without an id is a failure of the listing', () =>
  expect(() => rowFacts(rowOf(TYPE, {}, { id: '' }))).toThrow('Microsoft.ResourceGraph/resources/read failed (NoId)'));

test.each([
  ['West Europe', 'westeurope'],
  ['westeurope', 'westeurope'],
  ['global', 'global'],
])('%s is the region %s', (location, region) => expect(regionOf(location)).toBe(region));

test.each([
  ['Succeeded', 'available'],
  ['succeeded', 'available'],
  ['Creating', 'pending'],
  ['Updating', 'available'],
  ['Deleting', 'deleting'],
  ['Canceled', 'failed'],
  ['Odd', 'unknown'],
  ['constructor', 'unknown'],
])('%s is %s', (told, state) => expect(provisioned(told)).toEqual({ state, providerState: told }));

test.each(['', null, undefined])('a state of %j is unknown', (told) =>
  expect(provisioned(told)).toEqual({ state: 'unknown', providerState: undefined }),
);

test.each([
  [['1'], '1'],
  [['1', '2'], undefined],
  [[], undefined],
  [null, undefined],
])('of the zones %j the zone is %s', (zones, zone) => expect(zoneOf({ zones })).toBe(zone));
