import type { Payer } from '../../clouds/cloud.ts';
import type { Charge } from '../../model/charge.ts';
import { chargeSource, readChargeSource } from '../../model/charge-source.ts';
import type { CloudName } from '../../model/cloud.ts';
import { CloudError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import { money } from '../../model/money.ts';
import { addMonths, dayOf, type Month, monthOf, monthPeriod, type Period } from '../../model/period.ts';
import type { TaggingPolicy } from '../../model/policy.ts';
import type { CostUpdate, Suspicion } from '../../model/run.ts';
import type { ChargeQuestion, ChargeSum } from '../../store/charges.ts';
import { type ChargePeriod, type Lease, StaleLease } from '../../store/state.ts';
import type { Store } from '../../store/store.ts';
import { gapOf } from '../gaps.ts';
import { costsFreshMs, type Freshness, isYounger } from '../planning/freshness.ts';
import type { SkippedUnit } from '../planning/skips.ts';
import { withinDeadline } from '../sending/unit-of-work.ts';
import type { Tally } from '../tally.ts';
import type { Time } from '../time.ts';
import { daysToCompare, dearDay, restatedCosts, wholeDays } from './cost-suspicions.ts';
import { ACCOUNT_VIEW, type CostView, costViews, isSettled, monthsToAsk } from './cost-views.ts';
import { DailyLimitReached, type PaidCalls, payEach } from './paid-calls.ts';

/** One paid question: one view of one payer in one month. */
export interface CostQuestion<P extends PlannedPayer = Payer> {
  readonly payer: P;
  readonly view: CostView;
  readonly month: Month;
}

/** As much of a payer as it takes to know what there is to ask. */
export type PlannedPayer = Pick<Payer, 'cloud' | 'id'> & { readonly costs: Pick<Payer['costs'], 'pricePerPage'> };

export interface CostPlanParts {
  readonly organisation: string;
  readonly store: Store;
  readonly time: Time;
  readonly policy: TaggingPolicy | undefined;
  readonly freshness: Freshness;
  /** Leaves what is free and was read so lately that it still stands, too. */
  readonly staleOnly: boolean;
  /** ISO 8601: a resumed run doesn't repeat what it asked since then. */
  readonly notSince?: string | undefined;
}

const toldBy =
  ({ cloud, id }: PlannedPayer) =>
  ({ source }: ChargePeriod): boolean => {
    const told = readChargeSource(source);
    return told?.cloud === cloud && told.payer === id;
  };

/** What a payer's bill comes to in these days, as it is kept; free of charge. */
const sumsOf = (
  { organisation, store }: CostPlanParts,
  { cloud, id }: PlannedPayer,
  period: Period,
  granularity: ChargeQuestion['granularity'],
): Promise<ChargeSum[]> =>
  store.charges.sum({
    ...{ organisation, period, granularity, groupBy: [], filters: {}, metric: 'BilledCost' },
    sources: [chargeSource({ cloud, payer: id, view: ACCOUNT_VIEW })],
  });

/** The accounts that a payer pays for, as its stored rows show; free of charge. */
async function paidBy({ organisation, store, time }: CostPlanParts, { cloud, id }: PlannedPayer): Promise<Set<string>> {
  const open = monthOf(dayOf(time.now()));
  const sums = await store.charges.sum({
    organisation,
    sources: [chargeSource({ cloud, payer: id, view: ACCOUNT_VIEW })],
    period: { start: `${addMonths(open, -3)}-01`, end: monthPeriod(open).end },
    granularity: 'NONE',
    groupBy: ['SubAccountId'],
    filters: {},
    metric: 'BilledCost',
  });
  return new Set(sums.flatMap(({ group }) => group[0] ?? []));
}

/** Whether a payer's charges are told by another, which pays for it and of which it doesn't pay itself. */
const isMember = <P extends PlannedPayer>(one: P, paid: ReadonlyMap<P, ReadonlySet<string>>): boolean =>
  [...paid].some(
    ([payer, members]) =>
      payer !== one && payer.cloud === one.cloud && members.has(one.id) && !paid.get(one)?.has(payer.id),
  );

/** Those to ask: whose charges no other payer's rows hold already. */
export async function costPayers<P extends PlannedPayer>(parts: CostPlanParts, payers: readonly P[]): Promise<P[]> {
  const known = await parts.store.charges.periods(parts.organisation);
  const paid = new Map<P, ReadonlySet<string>>();
  for (const payer of payers) if (known.some(toldBy(payer))) paid.set(payer, await paidBy(parts, payer));
  return payers.filter((payer) => !isMember(payer, paid));
}

/**
 * What is to be asked of a payer, the newest month of every view first, and what of it still stands. The provider's own
 * figures are refreshed a few times a day: until then a paid question would be answered, and paid, as it was before.
 */
export function costWork<P extends PlannedPayer>(
  { policy, time, notSince, freshness, staleOnly }: CostPlanParts,
  payer: P,
  known: readonly ChargePeriod[],
): { questions: CostQuestion<P>[]; skipped: SkippedUnit[] } {
  const { cloud, id, costs } = payer;
  const now = time.now();
  const skips = staleOnly || money(costs.pricePerPage, 'USD').amount !== '0';
  const questions: CostQuestion<P>[] = [];
  const skipped: SkippedUnit[] = [];
  for (const view of costViews(cloud, policy)) {
    const source = chargeSource({ cloud, payer: id, view });
    for (const month of monthsToAsk(source, known, now)) {
      const readAt = known.find((one) => one.source === source && one.period === month)?.asOf;
      if (readAt !== undefined && notSince !== undefined && readAt >= notSince) continue;
      if (readAt !== undefined && skips && isYounger(readAt, costsFreshMs(freshness, cloud), now))
        skipped.push({ cloud, account: id, dataset: 'costs', readAt });
      else questions.push({ payer, view, month });
    }
  }
  // The order of the views stays within each month.
  questions.sort((a, b) => (a.month < b.month ? 1 : a.month > b.month ? -1 : 0));
  return { questions, skipped };
}

/** How many pages are expected to be paid: as many as last time, or as the most of another month of that view; at least one. */
export function expectedPages<P extends PlannedPayer>(
  { payer, view, month }: CostQuestion<P>,
  known: readonly ChargePeriod[],
): number {
  const source = chargeSource({ cloud: payer.cloud, payer: payer.id, view });
  const own = known.filter((one) => one.source === source);
  const last = own.find(({ period }) => period === month)?.paidPages;
  return Math.max(1, last ?? Math.max(0, ...own.map(({ paidPages = 0 }) => paidPages)));
}

interface CostRunParts extends CostPlanParts {
  readonly lease: Lease;
  readonly paid: PaidCalls;
  readonly tally: Tally;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  expect(cloud: CloudName, units: number): void;
  done(cloud: CloudName, message: string): void;
  skip(units: readonly SkippedUnit[]): void;
  suspect(suspicions: readonly Suspicion[]): void;
  log?(error: unknown, where: string): void;
}

interface Answer {
  readonly question: CostQuestion;
  readonly asOf: Date;
  readonly charges: readonly Charge[];
  readonly paidPages: number;
}

const viewName = ({ view }: CostQuestion): string => view.join(' and ');
const titleOf = (question: CostQuestion): string => `costs of ${question.month} by ${viewName(question)}`;

async function ask(question: CostQuestion, parts: CostRunParts): Promise<Answer> {
  const { payer, view, month } = question;
  const { time, paid, deadlineMs, signal } = parts;
  const { costs } = payer;
  const price = money(costs.pricePerPage, 'USD');
  const asOf = time.now();
  const charges: Charge[] = [];
  let paidPages = 0;
  let isPaid = false;
  const pay: PaidCalls['pay'] = async (api, booked, cloud) => {
    await paid.pay(api, booked, cloud);
    if (booked.amount !== '0') isPaid = true;
  };
  await withinDeadline(
    time,
    {
      id: `${payer.cloud} ${payer.id} ${titleOf(question)}`,
      deadlineMs,
      signal,
      beforeAttempt: payEach({ pay }, payer.cloud, costs.permissions, () => price),
    },
    async (unit) => {
      for await (const page of costs.charges({ groupBy: view, period: monthPeriod(month) })) {
        if (unit.signal.aborted) return;
        if (isPaid) paidPages += 1;
        isPaid = false;
        for (const charge of page) charges.push(charge);
      }
    },
  );
  return { question, asOf, charges, paidPages };
}

/** What a failed question means; `stop` where every further one would fail alike. */
function failureOf(error: unknown, question: CostQuestion, parts: CostRunParts): { gap: Gap; stop: boolean } {
  const { cloud, id } = question.payer;
  const place = { cloud, account: id, dataset: 'costs' } as const;
  const title = titleOf(question);
  if (error instanceof DailyLimitReached)
    return {
      gap: { ...place, reason: 'not_collected', detail: `${error.message}; missing from ${title} on` },
      stop: true,
    };
  if (!(error instanceof CloudError)) parts.log?.(error, title);
  const gap = gapOf(error, place, title);
  // What the user has to mend first fails all further ones, too.
  const isForUser = error instanceof CloudError && error.facts.advice !== undefined && !error.facts.retryable;
  const stop = gap.reason === 'denied' || gap.reason === 'unsupported' || isForUser;
  const detail = stop || gap.detail.includes(title) ? gap.detail : `${gap.detail}: ${title}`;
  return { gap: { ...gap, detail }, stop };
}

/** Publishes a month, and tells where days that were whole before come to something else by far. */
async function publishCompared(
  { payer, view, month }: CostQuestion,
  former: ChargePeriod | undefined,
  parts: CostRunParts,
  publish: () => Promise<boolean>,
): Promise<boolean> {
  // The other views hold the same charges.
  const days = former && view === ACCOUNT_VIEW ? wholeDays(month, former.asOf) : undefined;
  const before = days ? await sumsOf(parts, payer, days, 'NONE') : [];
  const isChanged = await publish();
  if (isChanged && days) {
    const place = { cloud: payer.cloud, account: payer.id };
    parts.suspect(restatedCosts(place, month, before, await sumsOf(parts, payer, days, 'NONE')));
  }
  return isChanged;
}

async function compareDays(
  payer: Payer,
  asked: readonly (CostQuestion | undefined)[],
  parts: CostRunParts,
): Promise<void> {
  // What was not asked was compared when it was.
  if (asked.every((question) => question === undefined)) return;
  const now = parts.time.now();
  const daily = await sumsOf(parts, payer, daysToCompare(now), 'DAILY');
  parts.suspect(dearDay({ cloud: payer.cloud, account: payer.id }, daily, now));
}

function expectAll(
  { expect }: CostRunParts,
  work: readonly (readonly [Payer, { readonly questions: readonly CostQuestion[] }])[],
): void {
  for (const [{ cloud }, { questions }] of work) expect(cloud, questions.length);
}

/** A period whose charges changed. */
export interface PublishedUpdate extends CostUpdate {
  readonly cloud: CloudName;
}

/**
 * Asks the payers for what is not known yet and publishes each period as it is read.
 * Returns those whose charges changed. @throws StaleLease when overtaken; the reason of the signal.
 */
export async function collectCosts(payers: readonly Payer[], parts: CostRunParts): Promise<PublishedUpdate[]> {
  const { organisation, store, lease, tally, signal } = parts;
  const known = await store.charges.periods(organisation);
  const refused = new Set<Payer>();
  const updates: PublishedUpdate[] = [];

  async function answerTo(question: CostQuestion): Promise<Answer | undefined> {
    const { payer } = question;
    if (refused.has(payer)) return undefined;
    try {
      return await ask(question, parts);
    } catch (error) {
      if (signal.aborted) throw error;
      fail(question, error);
      return undefined;
    }
  }

  function fail(question: CostQuestion, error: unknown): void {
    const { payer } = question;
    const { gap, stop } = failureOf(error, question, parts);
    if (stop) refused.add(payer);
    tally.unit({ cloud: payer.cloud, account: payer.id }, { status: 'failed', rows: 0, gaps: [gap] });
  }

  async function publish({ question, asOf, charges, paidPages }: Answer): Promise<void> {
    const { payer, view, month } = question;
    const source = chargeSource({ cloud: payer.cloud, payer: payer.id, view });
    const period = {
      organisation,
      source,
      period: month,
      asOf: asOf.toISOString(),
      closed: isSettled(month, asOf),
      paidPages,
    };
    const former = known.find((one) => one.source === source && one.period === month);
    try {
      if (await publishCompared(question, former, parts, () => store.charges.publish(period, charges, lease)))
        updates.push({ cloud: payer.cloud, payer: payer.id, view: viewName(question), month });
    } catch (error) {
      if (signal.aborted || error instanceof StaleLease) throw error;
      // An amount that nothing holds exactly is of this period alone.
      fail(question, error);
      return;
    }
    tally.unit({ cloud: payer.cloud, account: payer.id }, { status: 'ok', rows: 0, gaps: [] });
  }

  const candidates = await costPayers(parts, payers);
  const isKnown = (payer: Payer) => known.some(toldBy(payer));
  const work = new Map(candidates.map((payer) => [payer, costWork(parts, payer, known)]));
  // Which of the new payers pay for others shows in their first answer, which therefore waits to be published.
  const first = new Map<Payer, Answer>();
  const paid = new Map<Payer, ReadonlySet<string>>();
  for (const payer of candidates) {
    if (isKnown(payer)) continue;
    const question = work.get(payer)?.questions.shift();
    if (question) parts.expect(payer.cloud, 1);
    const answer = question && (await answerTo(question));
    if (!answer) continue;
    first.set(payer, answer);
    paid.set(payer, new Set(answer.charges.flatMap(({ SubAccountId }) => SubAccountId ?? [])));
    parts.done(payer.cloud, `${payer.id} ${titleOf(answer.question)}`);
  }
  for (const payer of candidates.filter((candidate) => isKnown(candidate))) paid.set(payer, await paidBy(parts, payer));

  const asked = [...work].filter(([payer]) => !isMember(payer, paid));
  expectAll(
    parts,
    asked.filter(([payer]) => !refused.has(payer)),
  );
  for (const [payer, { questions, skipped }] of asked) {
    parts.skip(skipped);
    const answer = first.get(payer);
    if (answer) await publish(answer);
    for (const question of questions) {
      signal.throwIfAborted();
      const next = await answerTo(question);
      if (next) await publish(next);
      if (refused.has(payer)) break;
      parts.done(payer.cloud, `${payer.id} ${titleOf(question)}`);
    }
    await compareDays(payer, [answer?.question, ...questions], parts);
  }
  return updates;
}
