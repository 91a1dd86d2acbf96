import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { type FlexibleServer, flexibleServer } from '../flexible-server.ts';

/** Flexible servers of MySQL. */
export const microsoftDbformysqlFlexibleservers = defineAzureCollector({
  type: 'Microsoft.DBforMySQL/flexibleServers',
  kind: 'database',
  family: 'platform',
  taggable: true,
  permissions: ['Microsoft.DBforMySQL/flexibleServers/read'],
  normalize: (row: AzureRow<FlexibleServer>) => flexibleServer(row, 'mysql'),
});
