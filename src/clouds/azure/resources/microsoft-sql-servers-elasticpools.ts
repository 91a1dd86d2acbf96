import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { instantOf, rowFacts } from '../row-facts.ts';
import { sqlState } from '../sql-state.ts';

interface Properties {
  readonly state?: string;
  readonly creationDate?: string;
  readonly licenseType?: string;
  readonly maxSizeBytes?: number;
  readonly zoneRedundant?: boolean;
}

const GIB = 1024 ** 3;

/** Elastic pools, which several databases of Azure SQL share. */
export const microsoftSqlServersElasticpools = defineAzureCollector({
  type: 'Microsoft.Sql/servers/elasticPools',
  kind: 'database-cluster',
  family: 'platform',
  taggable: true,
  permissions: ['Microsoft.Sql/servers/elasticPools/read'],
  normalize(row: AzureRow<Properties>) {
    const { state, creationDate, licenseType, maxSizeBytes, zoneRedundant } = row.properties;
    const facts = rowFacts(row);
    return {
      ...facts,
      ...sqlState(state),
      createdAt: instantOf(creationDate),
      attributes: {
        instanceType: row.sku?.name,
        engine: 'sqlserver',
        licenceModel: licenseType,
        storageGib: maxSizeBytes === undefined ? undefined : maxSizeBytes / GIB,
        multiZone: zoneRedundant,
        clusterId: facts.id.replace(/\/elasticpools\/[^/]+$/, ''),
      },
    };
  },
});
