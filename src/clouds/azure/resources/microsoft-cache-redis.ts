import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { provisioned, rowFacts } from '../row-facts.ts';

interface Properties {
  readonly provisioningState?: string;
  readonly redisVersion?: string;
  readonly sku?: { readonly name?: string; readonly family?: string; readonly capacity?: number };
}

/** Azure Cache for Redis. */
export const microsoftCacheRedis = defineAzureCollector({
  type: 'Microsoft.Cache/redis',
  kind: 'cache',
  family: 'platform',
  taggable: true,
  permissions: ['Microsoft.Cache/redis/read'],
  normalize(row: AzureRow<Properties>) {
    const { provisioningState, redisVersion, sku } = row.properties;
    const { state, providerState } = provisioned(provisioningState);
    return {
      ...rowFacts(row),
      state: state === 'available' ? 'running' : state,
      providerState,
      attributes: {
        // As Azure's prices name it: `Standard C1`.
        instanceType: sku?.name && sku.family ? `${sku.name} ${sku.family}${sku.capacity ?? ''}` : sku?.name,
        engine: 'redis',
        engineVersion: redisVersion,
      },
    };
  },
});
