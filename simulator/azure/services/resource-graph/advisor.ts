import type { AzureDetail } from '../../../estate/azure/azure-resource.ts';
import { uuid } from '../../../estate/azure/ids.ts';
import { virtualMachineType } from '../../../estate/azure/networks.ts';
import type { Estate, PlantedResource } from '../../../estate/estate.ts';
import { randomFrom } from '../../../estate/random.ts';
import type { Row } from '../../kql/expressions.ts';
import type { Tenant } from '../../tenant.ts';

/** What Advisor says of machines: one in twelve is too large. */
export function advisorRows(
  resources: readonly PlantedResource<AzureDetail>[],
  tenant: Tenant,
  { seed, now }: Estate,
): readonly Row[] {
  const random = randomFrom(seed).fork('azure advisor');
  const machines = resources.filter(({ type }) => type === virtualMachineType);
  return machines
    .filter(() => random.chance(1 / 12))
    .map(({ id, name, account, detail }) => {
      const key = uuid(random);
      const monthly = random.int(20, 400);
      return {
        ...{ id: `${id}/providers/Microsoft.Advisor/recommendations/${key}`, name: key },
        ...{ type: 'microsoft.advisor/recommendations', tenantId: tenant.id, kind: '', location: 'global' },
        ...{ resourceGroup: detail.resourceGroup.toLowerCase(), subscriptionId: account, managedBy: '', sku: null },
        ...{ plan: null, tags: null, identity: null, zones: null, extendedLocation: null },
        properties: {
          ...{ category: 'Cost', impact: monthly > 200 ? 'High' : 'Medium', impactedValue: name },
          impactedField: virtualMachineType.toUpperCase(),
          lastUpdated: now.toISOString(),
          recommendationTypeId: 'e10b1381-5f0a-47ff-8c7b-37bd13d7c974',
          shortDescription: {
            problem: 'Right-size or shutdown underutilized virtual machines',
            solution: 'Right-size or shutdown underutilized virtual machines',
          },
          resourceMetadata: { resourceId: id },
          extendedProperties: {
            ...{ savingsAmount: String(monthly), annualSavingsAmount: String(monthly * 12), savingsCurrency: 'USD' },
            ...{ recommendationType: 'SkuChange', currentSku: sizeOf(detail), targetSku: 'Standard_B2s' },
          },
        },
      };
    });
}

const sizeOf = ({ properties }: AzureDetail): string =>
  (properties as { hardwareProfile: { vmSize: string } }).hardwareProfile.vmSize;
