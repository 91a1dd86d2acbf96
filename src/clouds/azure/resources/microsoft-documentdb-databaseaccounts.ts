import { instantOf } from '../../instant.ts';
import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { provisioned, rowFacts } from '../row-facts.ts';

interface Properties {
  readonly provisioningState?: string;
  readonly instanceId?: string;
  readonly locations?: readonly { readonly isZoneRedundant?: boolean }[];
  readonly systemData?: { readonly createdAt?: string };
}

/** Accounts of Cosmos DB. */
export const microsoftDocumentdbDatabaseaccounts = defineAzureCollector({
  type: 'Microsoft.DocumentDB/databaseAccounts',
  kind: 'database',
  family: 'platform',
  taggable: true,
  permissions: ['Microsoft.DocumentDB/databaseAccounts/read'],
  normalize(row: AzureRow<Properties>) {
    const { provisioningState, locations = [], systemData } = row.properties;
    const { state, providerState } = provisioned(provisioningState);
    return {
      ...rowFacts(row),
      state: state === 'available' ? 'running' : state,
      providerState,
      createdAt: instantOf(systemData?.createdAt),
      attributes: {
        engine: row.kind === 'MongoDB' ? 'cosmosdb-mongodb' : 'cosmosdb',
        multiZone: locations.length > 0 ? locations.some(({ isZoneRedundant }) => isZoneRedundant) : undefined,
      },
    };
  },
});
