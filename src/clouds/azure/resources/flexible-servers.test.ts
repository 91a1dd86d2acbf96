import { expect, test } from 'vitest';
import { nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftDbformysqlFlexibleservers } from './microsoft-dbformysql-flexibleservers.ts';
import { microsoftDbforpostgresqlFlexibleservers } from './microsoft-dbforpostgresql-flexibleservers.ts';

// What is a type's own is the engine; the rest is proved beside `flexible-server.ts`.
test.each([
  ['Microsoft.DBforMySQL/flexibleServers', microsoftDbformysqlFlexibleservers, 'mysql'],
  ['Microsoft.DBforPostgreSQL/flexibleServers', microsoftDbforpostgresqlFlexibleservers, 'postgresql'],
])('%s have %s', (type, collector, engine) =>
  expect(collector.normalize(rowOf(type, { state: 'Ready', version: '8' }), nothingKnown)).toMatchObject({
    ...{ state: 'running', attributes: { engine, engineVersion: '8' } },
  }),
);
