import { type Money, money } from '../../model/money.ts';
import type { Recommendation } from '../../model/recommendation.ts';
import type { RecommendationSource } from '../cloud.ts';
import { instantOf } from '../instant.ts';
import type { AzureClients } from './clients.ts';
import { idIn } from './ids.ts';
import type { Narrowing } from './queries.ts';
import { graphRows, listOf } from './resource-graph.ts';

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

/** In lower case; what is no text is no id. */
const idOf = (id: string | undefined): string => (typeof id === 'string' ? idIn(id) : '');

/** As it came: whoever collects holds it against the shape of a recommendation. */
export function recommendationOf({ id, subscriptionId, properties }: AdvisorRow): Recommendation {
  const { recommendationTypeId, lastUpdated, shortDescription, resourceMetadata, extendedProperties } =
    properties ?? {};
  const refreshedAt = instantOf(lastUpdated ?? undefined);
  const resourceId = resourceMetadata?.resourceId;
  const monthlySaving = savingOf(extendedProperties ?? {});
  return {
    ...{ cloud: 'azure', source: NAME, account: idOf(subscriptionId) },
    id: idOf(id),
    type: recommendationTypeId ?? '',
    // Advice about a commitment names its subscription.
    resourceIds: resourceId && !/^\/subscriptions\/[^/]+$/i.test(resourceId) ? [idOf(resourceId)] : [],
    title: shortDescription?.solution ?? shortDescription?.problem ?? '',
    ...(monthlySaving ? { monthlySaving } : {}),
    ...(refreshedAt === undefined ? {} : { refreshedAt }),
    details: textsOf(extendedProperties ?? {}),
  };
}

const isTold = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/**
 * `savingsAmount` is that of a month, a number or written as one. One that is told and can't be read has no amount, so that it is
 * found where its shape is.
 */
function savingOf({ savingsAmount, savingsCurrency }: Readonly<Record<string, unknown>>): Money | undefined {
  if (!isTold(savingsAmount) || !isTold(savingsCurrency)) return undefined;
  const currency = typeof savingsCurrency === 'string' ? savingsCurrency : '';
  const text = typeof savingsAmount === 'number' ? String(savingsAmount) : savingsAmount;
  // As many digits as it takes to write a binary fraction.
  const isAmount = typeof text === 'string' && /^-?\d{1,15}(\.\d{1,20})?(e-\d{1,2})?$/i.test(text);
  return isAmount ? money(text, currency) : { amount: '', currency };
}

const textsOf = (properties: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    DETAILS.flatMap((name) => {
      const value = properties[name];
      return typeof value === 'string' && value !== '' ? [[name, value]] : [];
    }),
  );
