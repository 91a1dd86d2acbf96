import type { AzureDetail } from '../../../estate/azure/azure-resource.ts';
import { groupType } from '../../../estate/azure/groups.ts';
import { uuid } from '../../../estate/azure/ids.ts';
import type { Estate, PlantedResource } from '../../../estate/estate.ts';
import { randomFrom } from '../../../estate/random.ts';
import type { Row } from '../../kql/expressions.ts';
import type { Tenant } from '../../tenant.ts';

/** Changes are kept for two weeks. */
const keptMilliseconds = 14 * 86_400_000;

/** What was changed or deleted just now, of resources or of the groups that they lie in. What was made is told below. */
export function changedRows(containers: boolean, tenant: Tenant, { seed, changes = [] }: Estate): readonly Row[] {
  const random = randomFrom(seed).fork('azure changed');
  return changes
    .filter(
      ({ resource, how }) => resource.cloud === 'azure' && how !== 'Create' && isContainer(resource) === containers,
    )
    .map(({ resource, how, at }) => {
      const key = `${random.digits(20)}_${uuid(random)}`;
      const { resourceGroup = '' } = (resource as PlantedResource<Partial<AzureDetail>>).detail;
      return {
        ...{ id: `${resource.id}/providers/Microsoft.Resources/changes/${key}`, name: key },
        ...{ type: 'microsoft.resources/changes', tenantId: tenant.id, kind: '', location: '' },
        ...{ resourceGroup: resourceGroup.toLowerCase(), subscriptionId: resource.account },
        ...{ managedBy: '', sku: null, plan: null, tags: null, identity: null, zones: null, extendedLocation: null },
        properties: {
          ...{ targetResourceId: resource.id, targetResourceType: resource.type.toLowerCase(), changeType: how },
          changeAttributes: { timestamp: at.toISOString(), changesCount: how === 'Update' ? 1 : 0 },
          changes: how === 'Update' ? { 'tags.Reviewed': { propertyChangeType: 'Insert', newValue: 'yes' } } : {},
        },
      };
    });
}

const isContainer = ({ type }: PlantedResource): boolean => type === groupType;

/** What was made within the last two weeks, and what else was changed: one resource in twenty. */
export function changeRows(
  resources: readonly PlantedResource<AzureDetail>[],
  tenant: Tenant,
  { seed, now }: Estate,
): readonly Row[] {
  const random = randomFrom(seed).fork('azure changes');
  const since = new Date(now.getTime() - keptMilliseconds);
  return resources.flatMap((resource) => {
    const made = resource.createdAt > since;
    if (!made && !random.chance(0.05)) return [];
    const key = `${random.digits(20)}_${uuid(random)}`;
    const at = made ? resource.createdAt : random.moment(since, now);
    return [
      {
        ...{ id: `${resource.id}/providers/Microsoft.Resources/changes/${key}`, name: key },
        ...{ type: 'microsoft.resources/changes', tenantId: tenant.id, kind: '', location: '' },
        ...{ resourceGroup: resource.detail.resourceGroup.toLowerCase(), subscriptionId: resource.account },
        ...{ managedBy: '', sku: null, plan: null, tags: null, identity: null, zones: null, extendedLocation: null },
        properties: {
          targetResourceId: resource.id,
          targetResourceType: resource.type.toLowerCase(),
          changeType: made ? 'Create' : 'Update',
          changeAttributes: {
            ...{ timestamp: at.toISOString(), changesCount: made ? 0 : 1, correlationId: uuid(random) },
            ...{ changedBy: `${random.pick(['ada', 'ben', 'terraform'])}@northwind.example`, changedByType: 'User' },
          },
          changes: made
            ? {}
            : { 'tags.backup': { propertyChangeType: 'Update', previousValue: 'none', newValue: 'daily' } },
        },
      },
    ];
  });
}
