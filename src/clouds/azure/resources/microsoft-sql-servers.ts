import type { ResourceState } from '../../../model/resource.ts';
import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { rowFacts } from '../row-facts.ts';
import { stateFacts } from '../states.ts';

interface Properties {
  readonly state?: string;
  readonly version?: string;
}

const STATES: Readonly<Record<string, ResourceState>> = { ready: 'running', disabled: 'suspended' };

/** Logical servers of Azure SQL; their databases and pools are what is billed. */
export const microsoftSqlServers = defineAzureCollector({
  type: 'Microsoft.Sql/servers',
  kind: 'database-cluster',
  family: 'platform',
  taggable: true,
  // Its databases and pools are charged (https://azure.microsoft.com/pricing/details/azure-sql-database/single).
  free: true,
  permissions: ['Microsoft.Sql/servers/read'],
  normalize: (row: AzureRow<Properties>) => ({
    ...rowFacts(row),
    ...stateFacts(row.properties.state, STATES),
    attributes: { engine: 'sqlserver', engineVersion: row.properties.version },
  }),
});
