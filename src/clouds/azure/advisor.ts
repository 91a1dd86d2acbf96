import { type Money, money } from '../../model/money.ts';
import type { Recommendation } from '../../model/recommendation.ts';
import type { RecommendationSource } from '../cloud.ts';
import { instantOf } from '../instant.ts';
import type { AzureClients } from './clients.ts';
import { idIn, ownId } from './ids.ts';
import type { Narrowing } from './queries.ts';
import { graphRows, listOf, RESOURCE_GRAPH } from './resource-graph.ts';

const NAME = 'Azure Advisor';
const PERMISSION = 'Microsoft.Advisor/recommendations/read';
export const ADVISOR_PERMISSIONS = [PERMISSION] as const;

/** A row of `advisorresources`; https://learn.microsoft.com/rest/api/advisor/recommendations/list has the properties. */
interface AdvisorRow {
  readonly id?: string;
  readonly subscriptionId?: string;
  readonly properties?: {
    readonly recommendationTypeId?: string | null;
    readonly lastUpdated?: string | null;
    readonly shortDescription?: { readonly problem?: string | null; readonly solution?: string | null } | null;
    readonly resourceMetadata?: { readonly resourceId?: string | null } | null;
    readonly extendedProperties?: Readonly<Record<string, unknown>> | null;
  } | null;
}

// One kind of commitment is advised for every term, look-back and scope, and only one of them can be bought.
const DETAILS = [
  ...['recommendationType', 'currentSku', 'targetSku', 'term', 'lookbackPeriod', 'scope'],
  ...['displaySKU', 'displayQty', 'region'],
];

const queryOf = ({ resourceGroups }: Narrowing): string =>
  [
    'advisorresources',
    "| where type =~ 'microsoft.advisor/recommendations' and properties.category =~ 'Cost'",
    ...(resourceGroups?.length ? [`| where resourceGroup in~ ${listOf(resourceGroups)}`] : []),
    '| project id, subscriptionId, properties',
    '| order by subscriptionId asc, id asc',
  ].join('\n');

/**
 * What Advisor says of costs, for all subscriptions by one query.
 * @param id names the list the same way at each collection, whichever subscriptions there are.
 */
export const advisor = (
  clients: AzureClients,
  id: string,
  subscriptions: readonly string[],
  narrowing: Narrowing,
): RecommendationSource => ({
  ...{ cloud: 'azure', name: NAME, id },
  accounts: subscriptions,
  permissions: ADVISOR_PERMISSIONS,
  parts: async () => [
    {
      name: 'cost',
      async *list() {
        for await (const page of graphRows<AdvisorRow>(clients, queryOf(narrowing), { subscriptions }))
          yield page.map(recommendationOf);
      },
    },
  ],
});

/** @throws CloudError for a row that says not what it is or whose. */
export function recommendationOf({ id, subscriptionId, properties }: AdvisorRow): Recommendation {
  const { recommendationTypeId, lastUpdated, shortDescription, resourceMetadata, extendedProperties } =
    properties ?? {};
  const refreshedAt = instantOf(lastUpdated ?? undefined);
  const resourceId = resourceMetadata?.resourceId;
  const monthlySaving = savingOf(extendedProperties ?? {});
  return {
    ...{ cloud: 'azure', source: NAME, account: ownId(subscriptionId, RESOURCE_GRAPH) },
    id: ownId(id, RESOURCE_GRAPH),
    type: recommendationTypeId ?? '',
    // Advice about a commitment names its subscription.
    resourceIds: resourceId && !/^\/subscriptions\/[^/]+$/i.test(resourceId) ? [idIn(resourceId)] : [],
    title: shortDescription?.solution ?? shortDescription?.problem ?? '',
    ...(monthlySaving ? { monthlySaving } : {}),
    ...(refreshedAt === undefined ? {} : { refreshedAt }),
    details: textsOf(extendedProperties ?? {}),
  };
}

/** `savingsAmount` is that of a month, written as text. What is no amount is none. */
function savingOf({ savingsAmount, savingsCurrency }: Readonly<Record<string, unknown>>): Money | undefined {
  if (typeof savingsCurrency !== 'string' || !/^[A-Z]{3}$/.test(savingsCurrency)) return undefined;
  const text = typeof savingsAmount === 'number' ? String(savingsAmount) : savingsAmount;
  if (typeof text !== 'string' || !/^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return undefined;
  return money(text, savingsCurrency);
}

const textsOf = (properties: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    DETAILS.flatMap((name) => {
      const value = properties[name];
      return typeof value === 'string' && value !== '' ? [[name, value]] : [];
    }),
  );
