import { pick } from '../../pick.ts';
import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { idIn } from '../ids.ts';
import { instantOf, rowFacts } from '../row-facts.ts';
import { sqlState } from '../sql-state.ts';

interface Properties {
  readonly status?: string;
  readonly creationDate?: string;
  readonly currentServiceObjectiveName?: string;
  readonly elasticPoolId?: string;
  readonly licenseType?: string;
  readonly maxSizeBytes?: number;
  readonly zoneRedundant?: boolean;
}

const GIB = 1024 ** 3;

/** Databases of Azure SQL. */
export const microsoftSqlServersDatabases = defineAzureCollector({
  type: 'Microsoft.Sql/servers/databases',
  kind: 'database',
  family: 'platform',
  taggable: true,
  permissions: ['Microsoft.Sql/servers/databases/read'],
  normalize(row: AzureRow<Properties>) {
    const { status, elasticPoolId, maxSizeBytes } = row.properties;
    const facts = rowFacts(row);
    return {
      ...facts,
      ...sqlState(status),
      createdAt: instantOf(row.properties.creationDate),
      // Every server has one that nobody made and nobody can tag.
      taggable: row.name === 'master' ? false : undefined,
      attributes: {
        instanceType: row.properties.currentServiceObjectiveName,
        engine: 'sqlserver',
        licenceModel: row.properties.licenseType,
        storageGib: maxSizeBytes === undefined ? undefined : maxSizeBytes / GIB,
        multiZone: row.properties.zoneRedundant,
        clusterId: elasticPoolId ? idIn(elasticPoolId) : facts.id.replace(/\/databases\/[^/]+$/, ''),
      },
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
