import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { type FlexibleServer, flexibleServer } from '../flexible-server.ts';

/** Flexible servers of PostgreSQL. */
export const microsoftDbforpostgresqlFlexibleservers = defineAzureCollector({
  type: 'Microsoft.DBforPostgreSQL/flexibleServers',
  kind: 'database',
  family: 'platform',
  taggable: true,
  permissions: ['Microsoft.DBforPostgreSQL/flexibleServers/read'],
  normalize: (row: AzureRow<FlexibleServer>) => flexibleServer(row, 'postgresql'),
});
