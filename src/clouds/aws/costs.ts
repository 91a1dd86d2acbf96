import type { GroupDefinition, MetricValue, ResultByTime } from '@aws-sdk/client-cost-explorer';
import type { Charge } from '../../model/charge.ts';
import { CloudError, UserError } from '../../model/errors.ts';
import { money } from '../../model/money.ts';
import type { CostQuery, CostSource } from '../cloud.ts';
import type { AwsClients } from './clients.ts';
import { tokenPages } from './tagged.ts';

/** https://aws.amazon.com/aws-cost-management/aws-cost-explorer/pricing: each page is a request. */
export const PRICE_PER_PAGE = '0.01';
const ACTION = 'ce:GetCostAndUsage';
export const COST_PERMISSIONS = [ACTION] as const;
/** Asked by diagnoses alone. */
export const TAG_PERMISSIONS = ['ce:ListCostAllocationTags'] as const;
// Of one request.
const MOST_TAGS = 100;

const DIMENSIONS: ReadonlyMap<string, string> = new Map([
  ['ServiceName', 'SERVICE'],
  ['SubAccountId', 'LINKED_ACCOUNT'],
  ['RegionId', 'REGION'],
]);

/** What Cost Explorer says where there is no region. */
const NO_REGION = new Set(['', 'NoRegion']);

/** Daily charges by Cost Explorer. */
export const awsCosts = (clients: AwsClients): CostSource => ({
  pricePerPage: PRICE_PER_PAGE,
  permissions: COST_PERMISSIONS,
  /** @throws UserError for more than two groups, or one that Cost Explorer does not have. */
  async *charges(query) {
    const groups = groupsOf(query);
    const { GetCostAndUsageCommand } = await import('@aws-sdk/client-cost-explorer');
    const client = await clients.client('costExplorer', clients.home);
    const ask = (NextPageToken: string | undefined) =>
      client.send(
        new GetCostAndUsageCommand({
          // Cost Explorer's end is exclusive; ours is too.
          TimePeriod: { Start: query.period.start, End: query.period.end },
          Granularity: 'DAILY',
          Metrics: ['UnblendedCost', 'AmortizedCost'],
          ...(groups.length > 0 ? { GroupBy: groups } : {}),
          NextPageToken,
        }),
      );
    for await (const page of tokenPages(ACTION, ask, ({ NextPageToken }) => NextPageToken)) {
      if (!page.ResultsByTime) throw unexpected('NoResults');
      yield page.ResultsByTime.flatMap((result) => chargesOf(result, groups));
    }
  },
  async inactiveTags(keys) {
    const asked = keys.slice(0, MOST_TAGS);
    const { ListCostAllocationTagsCommand } = await import('@aws-sdk/client-cost-explorer');
    const client = await clients.client('costExplorer', clients.home);
    const { CostAllocationTags } = await client.send(
      new ListCostAllocationTagsCommand({ TagKeys: [...asked], Status: 'Active' }),
    );
    if (!CostAllocationTags) throw unexpected('NoTags');
    // One that nobody ever used is not listed at all, and can't be active.
    const active = new Set(CostAllocationTags.map(({ TagKey }) => TagKey));
    return asked.filter((key) => !active.has(key));
  },
});

/** @throws UserError when Cost Explorer can't group so. */
export function groupsOf({ groupBy }: Pick<CostQuery, 'groupBy'>): GroupDefinition[] {
  if (groupBy.length > 2) {
    throw new UserError(
      `Cost Explorer groups by two things at most, not by ${groupBy.join(', ')}. Ask twice, or use a cost export.`,
    );
  }
  return groupBy.map((name): GroupDefinition => {
    const tag = /^tag:(.+)$/.exec(name)?.[1];
    if (tag !== undefined) return { Type: 'TAG', Key: tag };
    const dimension = DIMENSIONS.get(name);
    if (dimension !== undefined) return { Type: 'DIMENSION', Key: dimension };
    throw new UserError(`Cost Explorer can't group by ${name}: use ServiceName, SubAccountId, RegionId or tag:<key>.`);
  });
}

/** The charges of one day, named by what the request grouped by. @throws CloudError when the answer does not fit it. */
export function chargesOf(
  { TimePeriod, Groups, Total, Estimated }: ResultByTime,
  groups: readonly GroupDefinition[],
): Charge[] {
  const { Start, End } = TimePeriod ?? {};
  if (!Start || !End) throw unexpected('NoTimePeriod');
  const common = {
    ChargePeriodStart: Start,
    ChargePeriodEnd: End,
    ProviderName: 'AWS',
    ...(Estimated === undefined ? {} : { x_Estimated: Estimated }),
  };
  if (groups.length === 0) return Total && Object.keys(Total).length > 0 ? [{ ...common, ...costs(Total) }] : [];
  if (!Groups) throw unexpected('NoGroups');
  return Groups.map(({ Keys, Metrics }) => ({
    ...common,
    ...named(groups, Keys ?? []),
    ...costs(Metrics ?? {}),
  }));
}

function named(groups: readonly GroupDefinition[], keys: readonly string[]): Partial<Charge> {
  if (keys.length !== groups.length) throw unexpected('KeysDoNotMatchGroups');
  const tags: Record<string, string> = {};
  const names: { ServiceName?: string; SubAccountId?: string; RegionId?: string } = {};
  groups.forEach(({ Type, Key }, index) => {
    const key = keys[index] ?? '';
    if (Type === 'TAG') Object.assign(tags, tagOf(Key ?? '', key));
    else if (Key === 'SERVICE' && key) names.ServiceName = key;
    else if (Key === 'LINKED_ACCOUNT' && key) names.SubAccountId = key;
    else if (Key === 'REGION' && !NO_REGION.has(key)) names.RegionId = key;
  });
  return groups.some(({ Type }) => Type === 'TAG') ? { ...names, Tags: tags } : names;
}

/** `Environment$prod`; `Environment$` is what has no such tag. A value may hold further dollar signs. */
function tagOf(asked: string, key: string): Record<string, string> {
  const dollar = key.indexOf('$');
  if (dollar < 0 || key.slice(0, dollar) !== asked) throw unexpected('KeyOfAnotherTag');
  const value = key.slice(dollar + 1);
  return value === '' ? {} : { [asked]: value };
}

function costs(
  metrics: Readonly<Record<string, MetricValue>>,
): Pick<Charge, 'BilledCost' | 'EffectiveCost' | 'BillingCurrency'> {
  const billed = metrics.UnblendedCost;
  const amortized = metrics.AmortizedCost;
  const currency = billed?.Unit ?? amortized?.Unit;
  if (!currency) throw unexpected('NoCurrency');
  if (amortized?.Unit !== undefined && amortized.Unit !== currency) throw unexpected('TwoCurrencies');
  return {
    ...(billed?.Amount === undefined ? {} : { BilledCost: money(billed.Amount, currency).amount }),
    ...(amortized?.Amount === undefined ? {} : { EffectiveCost: money(amortized.Amount, currency).amount }),
    BillingCurrency: currency,
  };
}

// Never retried: the same question would be paid again for the same answer.
const unexpected = (code: string): CloudError =>
  new CloudError({ reason: 'failed', code, action: ACTION, retryable: false });
