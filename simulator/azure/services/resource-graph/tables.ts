import { applicationType, credentialType } from '../../../estate/azure/applications.ts';
import type { AzureDetail } from '../../../estate/azure/azure-resource.ts';
import { groupType } from '../../../estate/azure/groups.ts';
import type { Estate, PlantedAccount, PlantedResource } from '../../../estate/estate.ts';
import type { Row } from '../../kql/expressions.ts';
import type { Table } from '../../kql/run.ts';
import { type ManagementGroup, type Tenant, tenantOf } from '../../tenant.ts';
import { advisorRows } from './advisor.ts';
import { changedRows, changeRows } from './changes.ts';

const columns = [
  ...['id', 'name', 'type', 'tenantId', 'kind', 'location', 'resourceGroup', 'subscriptionId', 'managedBy', 'sku'],
  ...['plan', 'properties', 'tags', 'identity', 'zones', 'extendedLocation'],
] as const;

const known = new WeakMap<Estate, ReadonlyMap<string, Table>>();

/** The tables of a company. It doesn't change, so they are made once. */
export function tablesOf(estate: Estate): ReadonlyMap<string, Table> {
  const before = known.get(estate);
  if (before) return before;
  const tenant = tenantOf(estate);
  const elsewhere = [applicationType, credentialType];
  const all = estate.resources.filter(({ cloud, type }) => cloud === 'azure' && !elsewhere.includes(type));
  const resources = all.filter(({ type }) => type !== groupType) as readonly PlantedResource<AzureDetail>[];
  const groups = all.filter(({ type }) => type === groupType);
  const tables = new Map([
    ['resources', table(resources.map((resource) => resourceRow(resource, tenant)))],
    [
      'resourcecontainers',
      table([
        ...tenant.subscriptions.map((subscription) => subscriptionRow(subscription, tenant)),
        ...groups.map((group) => groupRow(group, tenant)),
        ...tenant.groups.map((group) => managementGroupRow(group, tenant)),
      ]),
    ],
    ['advisorresources', table(advisorRows(resources, tenant, estate))],
    ['resourcechanges', table([...changeRows(resources, tenant, estate), ...changedRows(false, tenant, estate)])],
    ['resourcecontainerchanges', table(changedRows(true, tenant, estate))],
  ]);
  known.set(estate, tables);
  return tables;
}

const table = (rows: readonly Row[]): Table => ({
  columns,
  rows,
  byType: Map.groupBy(rows, ({ type }) => String(type)),
});

/** What every row has, with what Azure writes where there is nothing. */
const blank = {
  ...{ kind: '', location: '', resourceGroup: '', subscriptionId: '', managedBy: '', sku: null, plan: null },
  ...{ properties: {}, tags: null, identity: null, zones: null, extendedLocation: null },
};

function resourceRow({ id, name, type, account, region, tags, detail }: PlantedResource<AzureDetail>, tenant: Tenant) {
  return {
    ...blank,
    ...{ id, name, type: type.toLowerCase(), tenantId: tenant.id, location: region, subscriptionId: account },
    resourceGroup: detail.resourceGroup.toLowerCase(),
    ...{ kind: detail.kind ?? '', managedBy: detail.managedBy ?? '', sku: detail.sku ?? null },
    ...{ properties: detail.properties, tags: tagsOf(tags), zones: detail.zones ?? null },
  };
}

/** What never had a tag has nothing where others have an object, or an empty one. */
const tagsOf = (tags: Readonly<Record<string, string>>) => (Object.keys(tags).length === 0 ? null : tags);

function subscriptionRow(subscription: PlantedAccount, tenant: Tenant): Row {
  const { id, name, tags = {} } = subscription;
  const holder = tenant.groups.find(({ subscriptions }) => subscriptions.some((one) => one.id === id));
  return {
    ...blank,
    ...{ id: `/subscriptions/${id}`, name, type: 'microsoft.resources/subscriptions', tenantId: tenant.id },
    ...{ subscriptionId: id, tags },
    properties: {
      // The rows are made once, and a subscription can be disabled afterwards.
      get state() {
        return subscription.state;
      },
      ...{ managedByTenants: [], managementGroupAncestorsChain: ancestorsOf(holder, tenant) },
      subscriptionPolicies: { quotaId: 'EnterpriseAgreement_2014-09-01', spendingLimit: 'Off' },
    },
  };
}

/** From the nearest group up to the root. */
function ancestorsOf(group: ManagementGroup | undefined, tenant: Tenant): readonly object[] {
  if (!group) return [];
  const parent = tenant.groups.find(({ id }) => id === group.parent);
  return [{ name: group.id, displayName: group.name }, ...ancestorsOf(parent, tenant)];
}

const groupRow = ({ id, name, account, region, tags }: PlantedResource, tenant: Tenant): Row => ({
  ...blank,
  ...{ id, name, type: 'microsoft.resources/subscriptions/resourcegroups', tenantId: tenant.id, location: region },
  ...{ resourceGroup: String(name).toLowerCase(), subscriptionId: account, tags: tagsOf(tags) },
  properties: { provisioningState: 'Succeeded' },
});

function managementGroupRow(group: ManagementGroup, tenant: Tenant): Row {
  const [, ...ancestors] = ancestorsOf(group, tenant);
  return {
    ...blank,
    id: `/providers/Microsoft.Management/managementGroups/${group.id}`,
    ...{ name: group.id, type: 'microsoft.management/managementgroups', tenantId: tenant.id },
    properties: {
      ...{ displayName: group.name, tenantId: tenant.id },
      details: { managementGroupAncestorsChain: ancestors },
    },
  };
}
