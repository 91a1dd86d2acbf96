import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { idsOf } from '../ids.ts';
import { provisioned, rowFacts } from '../row-facts.ts';

interface ImageDisk {
  readonly osType?: string;
  readonly snapshot?: { readonly id?: string };
}

interface Properties {
  readonly storageProfile?: { readonly osDisk?: ImageDisk; readonly dataDisks?: readonly ImageDisk[] };
  readonly provisioningState?: string;
}

/** Images of machines. */
export const microsoftComputeImages = defineAzureCollector({
  type: 'Microsoft.Compute/images',
  kind: 'image',
  family: 'compute',
  taggable: true,
  permissions: ['Microsoft.Compute/images/read'],
  normalize(row: AzureRow<Properties>) {
    const { osDisk, dataDisks = [] } = row.properties.storageProfile ?? {};
    return {
      ...rowFacts(row),
      ...provisioned(row.properties.provisioningState),
      attributes: {
        platform: osDisk?.osType,
        snapshotIds: idsOf([osDisk, ...dataDisks].map((disk) => disk?.snapshot ?? null)),
      },
    };
  },
});
