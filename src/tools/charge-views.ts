import {
  type CollectedView,
  canAnswer,
  chooseViews,
  collectedViews,
  type ViewChoice,
} from '../analyze/costs/collected-views.ts';
import { type CostView, costSource, costViews, monthsToAsk, payerOf } from '../collect/cost-views.ts';
import type { CloudName } from '../model/cloud.ts';
import { UserError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import { money, times } from '../model/money.ts';
import { dayOf, type Month, monthOf, monthsOf, type Period } from '../model/period.ts';
import type { ChargePeriod } from '../store/state.ts';
import { unknown } from './scope.ts';
import type { ToolContext } from './tool.ts';

/** https://aws.amazon.com/aws-cost-management/aws-cost-explorer/pricing; what a collection costs exactly, its plan says. */
const PRICE_PER_PAGE = money('0.01', 'USD');
const RECENT_RUNS = 20;
// How the collection words what it could not ask about costs.
const ABOUT_COSTS = /\bce:|\bcosts of\b|paid calls/;

/** What can answer a question about costs, and what of it is not known. */
export interface ChargeViews extends ViewChoice {
  readonly gaps: readonly Gap[];
  /** What would close the gaps; undefined where nothing is missing, or nothing would. */
  readonly remedy: string | undefined;
}

/** What was collected of one cloud, and what it could be told apart by. */
interface Known {
  readonly cloud: CloudName;
  readonly periods: readonly ChargePeriod[];
  readonly views: readonly CollectedView[];
  readonly possible: readonly CostView[];
}

async function knownOf(cloud: CloudName, { organisation, store, policy }: ToolContext): Promise<Known> {
  const periods = await store.charges.periods(organisation);
  const views = collectedViews(periods, (source) => payerOf(cloud, source) !== undefined);
  return { cloud, periods, views, possible: costViews(cloud, (await policy()).policy) };
}

const allViews = ({ views, possible }: Known): (readonly string[])[] => [
  ...views.map(({ dimensions }) => dimensions),
  ...possible,
];

/** A tag's key as it was collected: a slip in its case is none. @throws UserError for a key that costs aren't collected by. */
function collectedName(dimension: string, known: Known): string {
  if (!dimension.startsWith('tag:')) return dimension;
  const names = [...new Set(allViews(known).flat())].filter((name) => name.startsWith('tag:'));
  if (names.includes(dimension)) return dimension;
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
    `Costs can't be told apart by ${needed.join(', ')} together: Cost Explorer groups by two at most, and these pairs are kept: ${views.slice(0, 8).join('; ')}. Filters count too; ask in two questions.`,
  );
}

/** Why costs of accounts whose charges are unknown could not be had, by the last run that asked for costs. */
async function refusals(cloud: CloudName, isKnown: (payer: string) => boolean, context: ToolContext): Promise<Gap[]> {
  const runs = await context.store.state.runs.list(context.organisation, RECENT_RUNS);
  const last = runs.find(({ status, what }) => status !== 'running' && what.includes('costs'));
  return (last?.accounts ?? [])
    .flatMap(({ gaps }) => gaps)
    .filter((gap) => gap.cloud === cloud && ABOUT_COSTS.test(gap.detail) && !isKnown(gap.account));
}

function remedyOf(missing: readonly Month[], { cloud, periods, views, possible }: Known, now: Date): string {
  const reach = monthsToAsk('', [], now);
  const oldest = reach.at(-1) ?? monthOf(dayOf(now));
  const early = missing.filter((month) => month < oldest);
  const beyond = early.length > 0 ? `collect_data reaches back to ${oldest}, not to ${early.join(', ')}` : '';
  if (early.length === missing.length) return beyond;
  const payers = [...new Set(views.map(({ payer }) => payer))];
  const pages = (payers.length > 0 ? payers : ['']).flatMap((payer) =>
    possible.flatMap((view) => monthsToAsk(costSource(cloud, payer, view), periods, now)),
  ).length;
  const price = times(PRICE_PER_PAGE, pages);
  const call = `collect_data {"what":"costs"} plans and prices it: at least ${pages} paid calls of $${PRICE_PER_PAGE.amount}, $${price.amount}`;
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
        detail: `costs of ${absent.join(', ')}${by} were never collected`,
      }),
    ),
    ...(payers.size === 0
      ? [{ cloud, account: 'all', reason: 'not_collected', detail: `costs${by} were never collected` } as const]
      : []),
    ...(await refusals(cloud, (payer) => payers.has(payer) && !incomplete.has(payer), context)),
  ];
  const absent = payers.size === 0 ? months : [...new Set(choice.missing.flatMap(({ months: own }) => own))].sort();
  return {
    ...choice,
    gaps,
    remedy: absent.length > 0 ? remedyOf(absent, known, now) : undefined,
    nameOf: (dimension) => names.get(dimension) ?? dimension,
  };
}
