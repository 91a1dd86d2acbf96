import {
  type CollectedView,
  canAnswer,
  chooseViews,
  collectedViews,
  type ViewChoice,
} from '../analyze/costs/collected-views.ts';
import { type CostView, costViews, monthsToAsk } from '../collect/costs/cost-views.ts';
import { chargeSource } from '../model/charge-source.ts';
import type { CloudName } from '../model/cloud.ts';
import { counted } from '../model/counted.ts';
import { UserError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import { times } from '../model/money.ts';
import { dayOf, type Month, monthOf, monthPeriod, monthsOf, type Period } from '../model/period.ts';
import type { TaggingPolicy } from '../model/policy.ts';
import type { AccountRecord, ChargePeriod } from '../store/state.ts';
import { unknown } from './scope.ts';
import type { ToolContext } from './tool.ts';

const RECENT_RUNS = 20;

/** What can answer a question about costs, and what of it is not known. */
export interface ChargeViews extends ViewChoice {
  readonly gaps: readonly Gap[];
  /** What would close the gaps; undefined where nothing is missing, or nothing would. */
  readonly remedy: string | undefined;
}

export const sourcesOf = ({ views }: ChargeViews): string[] => views.map(({ source }) => source);

/** What was collected of one cloud, and what it could be told apart by. */
interface Known {
  readonly cloud: CloudName;
  readonly periods: readonly ChargePeriod[];
  readonly views: readonly CollectedView[];
  readonly possible: readonly CostView[];
  /** What the cloud calls the policy's tags, by the small letters of any name of theirs. */
  readonly called: ReadonlyMap<string, string>;
  /** Accounts that the charges name. */
  readonly members: ReadonlySet<string>;
}

async function knownOf(cloud: CloudName, context: ToolContext): Promise<Known> {
  const periods = await context.store.charges.periods(context.organisation);
  const all = collectedViews(periods, cloud);
  const members = await membersByPayer(all, context);
  const { policy } = await context.policy();
  return {
    ...{ cloud, periods, views: withoutMembers(all, members) },
    possible: costViews(cloud, policy),
    called: calledIn(cloud, policy),
    members: new Set([...members.values()].flatMap((own) => [...own])),
  };
}

/** What one cloud calls each tag, by the small letters of what the policy or any other cloud calls it. */
const calledIn = (cloud: CloudName, { requiredTags }: TaggingPolicy): Map<string, string> =>
  new Map(
    requiredTags.flatMap(({ name, cloudSpecific }) => {
      const own = cloudSpecific[cloud]?.name ?? name;
      const others = Object.values(cloudSpecific).flatMap((form) => form?.name ?? []);
      return [...others, name, own].map((word): [string, string] => [word.toLowerCase(), own]);
    }),
  );

const allViews = ({ views, possible }: Known): (readonly string[])[] => [
  ...views.map(({ dimensions }) => dimensions),
  ...possible,
];

/** A tag's key as it was collected: a slip in its case is none. @throws UserError for a key that costs aren't collected by. */
function collectedName(dimension: string, known: Known): string {
  if (!dimension.startsWith('tag:')) return dimension;
  const names = [...new Set(allViews(known).flat())].filter((name) => name.startsWith('tag:'));
  if (names.includes(dimension)) return dimension;
  // The policy says what a cloud calls the tag.
  const called = known.called.get(dimension.slice('tag:'.length).toLowerCase());
  if (called !== undefined && names.includes(`tag:${called}`)) return `tag:${called}`;
  const [only, second] = names.filter((name) => name.toLowerCase() === dimension.toLowerCase());
  if (only && !second) return only;
  throw new UserError(
    `${unknown('cost tag', dimension, names).message} Costs are collected by the tags that the policy requires.`,
  );
}

/** @throws UserError where no view that is ever collected can tell the dimensions apart together. */
function refuseImpossible(needed: readonly string[], known: Known): void {
  if (allViews(known).some((view) => canAnswer(view, needed))) return;
  const views = [...new Set(known.possible.map((view) => view.join(' with ')))];
  throw new UserError(
    `Costs can't be told apart by ${needed.join(', ')} together: costs are collected by two things at most, and these pairs are kept: ${views.slice(0, 8).join('; ')}. Filters count too; ask in two questions.`,
  );
}

/** The accounts that each payer's charges name. */
async function membersByPayer(
  views: readonly CollectedView[],
  { organisation, store }: ToolContext,
): Promise<Map<string, ReadonlySet<string>>> {
  const members = new Map<string, ReadonlySet<string>>();
  for (const [payer, all] of Map.groupBy(views, (view) => view.payer)) {
    const own = all.filter(({ dimensions }) => dimensions.includes('SubAccountId'));
    const months = own.flatMap((view) => [...view.months.keys()]).sort();
    const [first, last] = [months[0], months.at(-1)];
    if (first === undefined || last === undefined) continue;
    const sums = await store.charges.sum({
      ...{ organisation, sources: own.map(({ source }) => source), metric: 'BilledCost', granularity: 'NONE' },
      ...{ groupBy: ['SubAccountId'], filters: {}, period: { start: `${first}-01`, end: monthPeriod(last).end } },
    });
    members.set(payer, new Set(sums.flatMap(({ group }) => group[0] ?? [])));
  }
  return members;
}

/** A member that was connected before its payer was asked for its own charges, which the payer's rows hold too. */
const withoutMembers = (
  views: readonly CollectedView[],
  members: ReadonlyMap<string, ReadonlySet<string>>,
): CollectedView[] =>
  views.filter(
    ({ payer }) =>
      ![...members].some(([other, own]) => other !== payer && own.has(payer) && !members.get(payer)?.has(other)),
  );

/**
 * Accounts whose charges nobody's rows hold, though not because they have none: those that were refused, and those that no
 * collection of costs has asked yet.
 */
async function unseenAccounts(
  known: Known,
  isComplete: (payer: string) => boolean,
  context: ToolContext,
): Promise<Gap[]> {
  const { cloud, views, members } = known;
  const { organisation, store } = context;
  const runs = (await store.state.runs.list(organisation, RECENT_RUNS)).filter(
    ({ status, what }) => status !== 'running' && what.includes('costs'),
  );
  const asked = new Set(runs.flatMap(({ accounts }) => accounts.map(({ account }) => account)));
  const refusals = (runs[0]?.accounts ?? [])
    .flatMap(({ gaps }) => gaps)
    .filter((gap) => gap.cloud === cloud && gap.dataset === 'costs' && !isComplete(gap.account));
  if (views.length === 0) return refusals;
  const payers = new Set(views.map(({ payer }) => payer));
  // Where nothing runs there are no charges beside those that its payer's rows hold.
  const isAsked = ({ status }: AccountRecord) => status !== 'disabled' && status !== 'inactive';
  const records = (await store.state.accounts.list(organisation)).filter(
    (record) => record.cloud === cloud && isAsked(record) && !payers.has(record.id),
  );
  const refused = new Set(refusals.map(({ account }) => account));
  const unseen = records.flatMap(({ id, status, detail }): Gap[] => {
    if (members.has(id) || refused.has(id)) return [];
    if (status !== 'connected')
      return [
        {
          cloud,
          account: id,
          reason: status === 'denied' ? 'denied' : 'failed',
          detail: detail ?? `the account was ${status}`,
        },
      ];
    return asked.has(id)
      ? []
      : [{ cloud, account: id, reason: 'not_collected', detail: 'costs of the account were never asked for' }];
  });
  return [...refusals.filter(({ account }) => !members.has(account)), ...unseen];
}

const MONTHS_NAMED = 6;

const monthsText = (months: readonly Month[]): string =>
  months.length <= MONTHS_NAMED ? months.join(', ') : `${months.length} months from ${months[0]} to ${months.at(-1)}`;

function remedyOf(missing: readonly Month[], { cloud, periods, views, possible }: Known, context: ToolContext): string {
  const now = context.now();
  const perPage = context.settings.costPagePrices[cloud];
  const reach = monthsToAsk('', [], now);
  const oldest = reach.at(-1) ?? monthOf(dayOf(now));
  const early = missing.filter((month) => month < oldest);
  const beyond = early.length > 0 ? `collect_data reaches back to ${oldest}, not to ${monthsText(early)}` : '';
  if (early.length === missing.length) return beyond;
  const payers = [...new Set(views.map(({ payer }) => payer))];
  const pages = (payers.length > 0 ? payers : ['']).flatMap((payer) =>
    possible.flatMap((view) => monthsToAsk(chargeSource({ cloud, payer, view }), periods, now)),
  ).length;
  const price = times(perPage, pages);
  // A plan counts asking who each account is, too.
  const calls =
    perPage.amount === '0'
      ? `at least ${counted(pages, 'question')} to the bill, free`
      : `at least ${counted(pages, 'paid call')} of $${perPage.amount}, $${price.amount}`;
  const call = `collect_data {"what":"costs"} plans and prices it: ${calls}`;
  return beyond === '' ? call : `${call}; ${beyond}`;
}

/**
 * The views that together hold each charge once and can tell these dimensions apart; the names of the dimensions as they
 * were collected. @throws UserError where none ever could.
 */
export async function chargeViews(
  cloud: CloudName,
  dimensions: readonly string[],
  period: Period,
  context: ToolContext,
): Promise<ChargeViews & { readonly nameOf: (dimension: string) => string }> {
  const known = await knownOf(cloud, context);
  const names = new Map(dimensions.map((dimension) => [dimension, collectedName(dimension, known)]));
  const needed = [...new Set(names.values())];
  refuseImpossible(needed, known);
  const now = context.now();
  // Months that have not begun are not missing.
  const months = monthsOf(period).filter((month) => month <= monthOf(dayOf(now)));
  const choice = chooseViews(known.views, needed, months);
  const incomplete = new Set(choice.missing.map(({ payer }) => payer));
  const payers = new Set(known.views.map(({ payer }) => payer));
  const by = needed.length > 0 ? ` by ${needed.join(' and ')}` : '';
  const gaps = [
    ...choice.missing.map(
      ({ payer, months: absent }): Gap => ({
        ...{ cloud, account: payer, reason: 'not_collected' },
        detail: `costs of ${monthsText(absent)}${by} were never collected`,
      }),
    ),
    ...(payers.size === 0
      ? [{ cloud, account: 'all', reason: 'not_collected', detail: `costs${by} were never collected` } as const]
      : []),
    ...(await unseenAccounts(known, (payer) => payers.has(payer) && !incomplete.has(payer), context)),
  ];
  const absent = payers.size === 0 ? months : [...new Set(choice.missing.flatMap(({ months: own }) => own))].sort();
  return {
    ...choice,
    gaps,
    remedy: absent.length > 0 ? remedyOf(absent, known, context) : undefined,
    nameOf: (dimension) => names.get(dimension) ?? dimension,
  };
}
