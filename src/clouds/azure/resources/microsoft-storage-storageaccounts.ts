import { instantOf } from '../../instant.ts';
import { pick } from '../../pick.ts';
import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { provisioned, rowFacts } from '../row-facts.ts';

interface Properties {
  readonly accessTier?: string;
  readonly allowBlobPublicAccess?: boolean;
  readonly creationTime?: string;
  readonly isHnsEnabled?: boolean;
  readonly provisioningState?: string;
}

/** Storage accounts: the containers, shares, queues and tables in one are billed with it. */
export const microsoftStorageStorageaccounts = defineAzureCollector({
  type: 'Microsoft.Storage/storageAccounts',
  kind: 'bucket',
  family: 'storage',
  taggable: true,
  permissions: ['Microsoft.Storage/storageAccounts/read'],
  normalize(row: AzureRow<Properties>) {
    const { accessTier, allowBlobPublicAccess, creationTime, provisioningState } = row.properties;
    return {
      ...rowFacts(row),
      ...provisioned(provisioningState),
      createdAt: instantOf(creationTime),
      flags: allowBlobPublicAccess ? ['public-access-allowed'] : undefined,
      attributes: { storageClass: [row.sku?.name, accessTier].filter(Boolean).join(' ') || undefined },
    };
  },
  payload: ({ properties, sku, kind }) => ({
    sku,
    kind,
    ...pick(properties, ['accessTier', 'allowBlobPublicAccess', 'creationTime', 'isHnsEnabled']),
  }),
});
