import { listOf, quoted } from './resource-graph.ts';

/** What of a tenant is of interest; everything where nothing is named. */
export interface Narrowing {
  readonly regions?: readonly string[];
  readonly resourceGroups?: readonly string[];
}

// What lies in no region is listed beside those that are asked for.
const NO_REGION = 'global';

const narrowed = ({ regions, resourceGroups }: Narrowing): string[] => [
  ...(regions?.length ? [`| where location in~ ${listOf([...regions, NO_REGION])}`] : []),
  ...(resourceGroups?.length ? [`| where resourceGroup in~ ${listOf(resourceGroups)}`] : []),
];

const COLUMNS = 'id, name, type, location, resourceGroup, subscriptionId, tags';
// Unit after unit, so that one is complete when the next begins.
const ORDER = '| order by subscriptionId asc, type asc, id asc';

const lower = (types: readonly string[]): string[] => types.map((type) => type.toLowerCase()).sort();

/** The resources of some types. */
export const queryOf = (types: readonly string[], narrowing: Narrowing): string =>
  [
    'resources',
    `| where type in~ ${listOf(lower(types))}`,
    ...narrowed(narrowing),
    `| project ${COLUMNS}, kind, sku, zones, managedBy, properties`,
    ORDER,
  ].join('\n');

/** The resources of every type but these, of which only the tags are of interest. */
export const otherQuery = (types: readonly string[], narrowing: Narrowing): string =>
  [
    'resources',
    `| where type !in~ ${listOf(lower(types))}`,
    ...narrowed(narrowing),
    `| project ${COLUMNS}`,
    ORDER,
  ].join('\n');

/** These resources, of whatever types. */
export const byIdQuery = (ids: readonly string[], narrowing: Narrowing): string =>
  [
    'resources',
    `| where id in~ ${listOf(ids)}`,
    ...narrowed(narrowing),
    `| project ${COLUMNS}, kind, sku, zones, managedBy, properties`,
    ORDER,
  ].join('\n');

/** Whatever lies in these groups, each with its subscription. */
export const inGroupsQuery = (groups: readonly (readonly [subscription: string, name: string])[]): string =>
  [
    'resources',
    // Another subscription's group of the same name is told, too, and is as it was.
    `| where subscriptionId in~ ${listOf([...new Set(groups.map(([subscription]) => subscription))])}`,
    `| where resourceGroup in~ ${listOf([...new Set(groups.map(([, name]) => name))])}`,
    `| project ${COLUMNS}, kind, sku, zones, managedBy, properties`,
    ORDER,
  ].join('\n');

/** What was made, changed and deleted; https://learn.microsoft.com/azure/governance/resource-graph/changes/get-resource-changes */
export const changesQuery = (table: 'resourcechanges' | 'resourcecontainerchanges', since: Date): string =>
  [
    table,
    `| where todatetime(properties.changeAttributes.timestamp) >= todatetime(${quoted(since.toISOString())})`,
    '| project id, subscriptionId, properties',
    '| order by subscriptionId asc, id asc',
  ].join('\n');

export const GROUPS_TYPE = 'microsoft.resources/subscriptions/resourcegroups';
const SUBSCRIPTIONS_TYPE = 'microsoft.resources/subscriptions';

/** The subscriptions and the resource groups in them. */
export const PLACES_QUERY = [
  'resourcecontainers',
  `| where type in~ ${listOf([SUBSCRIPTIONS_TYPE, GROUPS_TYPE])}`,
  // A group lies in no group.
  '| project id, name, type, location, subscriptionId, tags, managedBy, properties',
  ORDER,
].join('\n');

/** The subscriptions below a management group. */
export const SUBSCRIPTIONS_QUERY = [
  'resourcecontainers',
  `| where type =~ '${SUBSCRIPTIONS_TYPE}'`,
  '| project id, name, type, subscriptionId, tenantId, properties',
  ORDER,
].join('\n');
