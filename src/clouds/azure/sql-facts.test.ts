import { expect, test } from 'vitest';
import { factsOf, rowOf } from '../../../test/support/azure.ts';
import { type SqlCapacity, sqlFacts } from './sql-facts.ts';

const TYPE = 'Microsoft.Sql/servers/databases';
const SERVER = '/subscriptions/S/resourceGroups/Shop/providers/Microsoft.Sql/servers/Main';
const capacity: SqlCapacity = {
  ...{ creationDate: '2025-01-02T03:04:05Z', licenseType: 'LicenseIncluded' },
  ...{ maxSizeBytes: 34_359_738_368, zoneRedundant: false },
};

test.each(['databases/Orders', 'elasticPools/Pool'])('%s in our words, with the server it belongs to', (part) => {
  const id = `${SERVER}/${part}`;
  expect(sqlFacts(rowOf(TYPE, capacity, { id }), 'Online', 'GP_Gen5_2')).toEqual({
    ...factsOf(TYPE),
    id: id.toLowerCase(),
    state: 'running',
    providerState: 'Online',
    createdAt: '2025-01-02T03:04:05.000Z',
    attributes: {
      instanceType: 'GP_Gen5_2',
      engine: 'sqlserver',
      licenceModel: 'LicenseIncluded',
      storageGib: 32,
      multiZone: false,
      clusterId: SERVER.toLowerCase(),
    },
  });
});

test.each([
  ['Ready', 'running'],
  ['Creating', 'pending'],
  ['Pausing', 'stopping'],
  ['Paused', 'stopped'],
  ['AutoClosed', 'stopped'],
  ['Disabled', 'suspended'],
  ['Suspect', 'failed'],
  ['Odd', 'unknown'],
])('%s is %s', (status, state) =>
  expect(sqlFacts(rowOf(TYPE, {}), status, undefined)).toMatchObject({ state, providerState: status }),
);

test.each([undefined, ''])('what is not told (%j) stays unknown', (status) =>
  expect(sqlFacts(rowOf(TYPE, {}), status, undefined)).toMatchObject({
    ...{ state: 'unknown', providerState: undefined, createdAt: undefined },
    attributes: { instanceType: undefined, storageGib: undefined, multiZone: undefined, licenceModel: undefined },
  }),
);
