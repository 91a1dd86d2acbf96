import { pick } from '../../pick.ts';
import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { idIn } from '../ids.ts';
import { type SqlCapacity, sqlFacts } from '../sql-facts.ts';

interface Properties extends SqlCapacity {
  readonly status?: string;
  readonly currentServiceObjectiveName?: string;
  readonly elasticPoolId?: string;
}

/** Databases of Azure SQL. */
export const microsoftSqlServersDatabases = defineAzureCollector({
  type: 'Microsoft.Sql/servers/databases',
  kind: 'database',
  family: 'platform',
  taggable: true,
  permissions: ['Microsoft.Sql/servers/databases/read'],
  normalize(row: AzureRow<Properties>) {
    const { status, currentServiceObjectiveName, elasticPoolId } = row.properties;
    const facts = sqlFacts(row, status, currentServiceObjectiveName);
    return {
      ...facts,
      // Every server has one that nobody made and nobody can tag.
      taggable: row.name === 'master' ? false : undefined,
      attributes: { ...facts.attributes, ...(elasticPoolId ? { clusterId: idIn(elasticPoolId) } : {}) },
    };
  },
  payload: ({ properties, sku }) => ({
    sku,
    ...pick(properties, [
      'status',
      'creationDate',
      'currentServiceObjectiveName',
      'elasticPoolId',
      'licenseType',
      'maxSizeBytes',
      'zoneRedundant',
    ]),
  }),
});
