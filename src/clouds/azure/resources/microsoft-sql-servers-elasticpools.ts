import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { type SqlCapacity, sqlFacts } from '../sql-facts.ts';

interface Properties extends SqlCapacity {
  readonly state?: string;
}

/** Elastic pools, which several databases of Azure SQL share. */
export const microsoftSqlServersElasticpools = defineAzureCollector({
  type: 'Microsoft.Sql/servers/elasticPools',
  kind: 'database-cluster',
  family: 'platform',
  taggable: true,
  permissions: ['Microsoft.Sql/servers/elasticPools/read'],
  normalize: (row: AzureRow<Properties>) => sqlFacts(row, row.properties.state, row.sku?.name),
});
