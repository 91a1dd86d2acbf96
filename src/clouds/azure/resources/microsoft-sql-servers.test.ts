import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftSqlServers } from './microsoft-sql-servers.ts';

const TYPE = 'Microsoft.Sql/servers';

test.each([
  ['Ready', 'running'],
  ['Disabled', 'suspended'],
  ['Odd', 'unknown'],
])('a server that is %s is %s', (told, state) =>
  expect(microsoftSqlServers.normalize(rowOf(TYPE, { state: told, version: '12.0' }), nothingKnown)).toEqual({
    ...factsOf(TYPE),
    ...{ state, providerState: told, attributes: { engine: 'sqlserver', engineVersion: '12.0' } },
  }),
);
