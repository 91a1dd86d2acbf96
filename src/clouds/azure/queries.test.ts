import { expect, test } from 'vitest';
import { otherQuery, queryOf } from './queries.ts';

const TYPES = ['Microsoft.Compute/virtualMachines', 'Microsoft.Compute/disks'];

test('types are asked for in lower case and in order, whole, one unit after the other', () =>
  expect(queryOf(TYPES, {}).split('\n')).toEqual([
    'resources',
    "| where type in~ ('microsoft.compute/disks', 'microsoft.compute/virtualmachines')",
    '| project id, name, type, location, resourceGroup, subscriptionId, tags, kind, sku, zones, managedBy, properties',
    '| order by subscriptionId asc, type asc, id asc',
  ]));

test('of all other types no properties are asked for', () =>
  expect(otherQuery(TYPES, {}).split('\n')).toEqual([
    'resources',
    "| where type !in~ ('microsoft.compute/disks', 'microsoft.compute/virtualmachines')",
    '| project id, name, type, location, resourceGroup, subscriptionId, tags',
    '| order by subscriptionId asc, type asc, id asc',
  ]));

test.each([
  [{ regions: ['westeurope'] }, ["| where location in~ ('westeurope', 'global')"]],
  [{ resourceGroups: ['shop', 'web'] }, ["| where resourceGroup in~ ('shop', 'web')"]],
  [
    { regions: ['westeurope'], resourceGroups: ["o'shop\\"] },
    ["| where location in~ ('westeurope', 'global')", "| where resourceGroup in~ ('o\\'shop\\\\')"],
  ],
  [{ regions: [], resourceGroups: [] }, []],
])('%j is asked for alone, beside what has no region, and quoted', (narrowing, lines) => {
  for (const query of [queryOf(TYPES, narrowing), otherQuery(TYPES, narrowing)])
    expect(query.split('\n').slice(2, -2)).toEqual(lines);
});
