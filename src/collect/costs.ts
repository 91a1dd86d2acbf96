import type { ConnectedAccount } from '../clouds/cloud.ts';
import type { Charge } from '../model/charge.ts';
import { chargeSource, readChargeSource } from '../model/charge-source.ts';
import { CloudError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import { money } from '../model/money.ts';
import { addMonths, dayOf, type Month, monthOf, monthPeriod } from '../model/period.ts';
import type { TaggingPolicy } from '../model/policy.ts';
import type { ChargePeriod, Lease } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { ACCOUNT_VIEW, type CostView, costViews, isSettled, monthsToAsk } from './cost-views.ts';
import { gapOf } from './gaps.ts';
import { DailyLimitReached, type PaidCalls, payEach } from './paid-calls.ts';
import type { Tally } from './tally.ts';
import type { Time } from './time.ts';
import { withinDeadline } from './unit-of-work.ts';

/** One paid question: one view of one payer in one month. */
export interface CostQuestion {
  readonly account: ConnectedAccount;
  readonly view: CostView;
  readonly month: Month;
}

interface CostPlanParts {
  readonly organisation: string;
  readonly store: Store;
  readonly time: Time;
  readonly policy: TaggingPolicy | undefined;
  /** ISO 8601: a resumed run doesn't repeat what it asked since then. */
  readonly notSince?: string | undefined;
}

const toldBy =
  ({ cloud, id }: ConnectedAccount) =>
  ({ source }: ChargePeriod): boolean => {
    const told = readChargeSource(source);
    return told?.cloud === cloud && told.payer === id;
  };

/** The accounts that a payer pays for, as its stored rows show; free of charge. */
async function paidBy(
  { organisation, store, time }: CostPlanParts,
  { cloud, id }: ConnectedAccount,
): Promise<Set<string>> {
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

const isMember = (account: ConnectedAccount, paid: ReadonlyMap<ConnectedAccount, ReadonlySet<string>>): boolean =>
  [...paid].some(
    ([payer, members]) =>
      payer !== account &&
      payer.cloud === account.cloud &&
      members.has(account.id) &&
      !paid.get(account)?.has(payer.id),
  );

/** The accounts to ask: those whose charges no other connected account's rows hold already. */
export async function costPayers(
  parts: CostPlanParts,
  accounts: readonly ConnectedAccount[],
): Promise<ConnectedAccount[]> {
  const known = await parts.store.charges.periods(parts.organisation);
  const paid = new Map<ConnectedAccount, ReadonlySet<string>>();
  for (const account of accounts) if (known.some(toldBy(account))) paid.set(account, await paidBy(parts, account));
  return accounts.filter((account) => !isMember(account, paid));
}

/** What is to be asked of a payer, the newest month of every view first. */
export function costQuestions(
  { policy, time, notSince }: CostPlanParts,
  account: ConnectedAccount,
  known: readonly ChargePeriod[],
): CostQuestion[] {
  const now = time.now();
  const fresh = (source: string, month: Month) =>
    notSince !== undefined &&
    known.some((one) => one.source === source && one.period === month && one.asOf >= notSince);
  const questions = costViews(account.cloud, policy).flatMap((view) => {
    const source = chargeSource({ cloud: account.cloud, payer: account.id, view });
    return monthsToAsk(source, known, now)
      .filter((month) => !fresh(source, month))
      .map((month) => ({ account, view, month }));
  });
  // The order of the views stays within each month.
  return questions.sort((a, b) => (a.month < b.month ? 1 : a.month > b.month ? -1 : 0));
}

interface CostRunParts extends CostPlanParts {
  readonly lease: Lease;
  readonly paid: PaidCalls;
  readonly tally: Tally;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  expect(units: number): void;
  done(message: string): void;
  log?(error: unknown, where: string): void;
}

interface Answer {
  readonly question: CostQuestion;
  readonly asOf: Date;
  readonly charges: readonly Charge[];
}

const titleOf = ({ view, month }: CostQuestion): string => `costs of ${month} by ${view.join(' and ')}`;

async function ask(question: CostQuestion, parts: CostRunParts): Promise<Answer> {
  const { account, view, month } = question;
  const { time, paid, deadlineMs, signal } = parts;
  const { costs } = account;
  const price = money(costs.pricePerPage, 'USD');
  const asOf = time.now();
  const charges: Charge[] = [];
  await withinDeadline(
    time,
    {
      id: `${account.cloud} ${account.id} ${titleOf(question)}`,
      deadlineMs,
      signal,
      beforeAttempt: payEach(paid, costs.permissions, () => price),
    },
    async (unit) => {
      for await (const page of costs.charges({ groupBy: view, period: monthPeriod(month) })) {
        if (unit.signal.aborted) return;
        for (const charge of page) charges.push(charge);
      }
    },
  );
  return { question, asOf, charges };
}

/** What a failed question means; `stop` where every further one would fail alike. */
function failureOf(error: unknown, question: CostQuestion, parts: CostRunParts): { gap: Gap; stop: boolean } {
  const { cloud, id } = question.account;
  const place = { cloud, account: id, dataset: 'costs' } as const;
  const title = titleOf(question);
  if (error instanceof DailyLimitReached)
    return {
      gap: { ...place, reason: 'not_collected', detail: `${error.message}; missing from ${title} on` },
      stop: true,
    };
  if (!(error instanceof CloudError)) parts.log?.(error, title);
  const gap = gapOf(error, place, title);
  const stop = gap.reason === 'denied' || gap.reason === 'unsupported';
  return { gap: { ...gap, detail: stop ? gap.detail : `${gap.detail}: ${title}` }, stop };
}

/**
 * Asks the payers among the accounts for what is not known yet and publishes each period as it is read.
 * Returns how many periods' charges changed. @throws StaleLease when overtaken; the reason of the signal.
 */
export async function collectCosts(accounts: readonly ConnectedAccount[], parts: CostRunParts): Promise<number> {
  const { organisation, store, lease, tally, signal } = parts;
  const known = await store.charges.periods(organisation);
  const refused = new Set<ConnectedAccount>();
  let updates = 0;

  async function answerTo(question: CostQuestion): Promise<Answer | undefined> {
    const { account } = question;
    if (refused.has(account)) return undefined;
    try {
      return await ask(question, parts);
    } catch (error) {
      if (signal.aborted) throw error;
      const { gap, stop } = failureOf(error, question, parts);
      if (stop) refused.add(account);
      tally.unit({ cloud: account.cloud, account: account.id }, { status: 'failed', rows: 0, gaps: [gap] });
      return undefined;
    }
  }

  async function publish({ question, asOf, charges }: Answer): Promise<void> {
    const { account, view, month } = question;
    const source = chargeSource({ cloud: account.cloud, payer: account.id, view });
    const period = { organisation, source, period: month, asOf: asOf.toISOString(), closed: isSettled(month, asOf) };
    if (await store.charges.publish(period, charges, lease)) updates += 1;
    tally.unit({ cloud: account.cloud, account: account.id }, { status: 'ok', rows: 0, gaps: [] });
  }

  const candidates = await costPayers(parts, accounts);
  const isKnown = (account: ConnectedAccount) => known.some(toldBy(account));
  const questions = new Map(candidates.map((account) => [account, costQuestions(parts, account, known)]));
  // Which of the new accounts pay for others shows in their first answer, which therefore waits to be published.
  const first = new Map<ConnectedAccount, Answer>();
  const paid = new Map<ConnectedAccount, ReadonlySet<string>>();
  for (const account of candidates) {
    if (isKnown(account)) continue;
    const question = questions.get(account)?.shift();
    if (question) parts.expect(1);
    const answer = question && (await answerTo(question));
    if (!answer) continue;
    first.set(account, answer);
    paid.set(account, new Set(answer.charges.flatMap(({ SubAccountId }) => SubAccountId ?? [])));
    parts.done(`${account.id} ${titleOf(answer.question)}`);
  }
  for (const account of candidates.filter((candidate) => isKnown(candidate)))
    paid.set(account, await paidBy(parts, account));

  const asked = [...questions].filter(([account]) => !isMember(account, paid));
  parts.expect(asked.reduce((count, [account, list]) => count + (refused.has(account) ? 0 : list.length), 0));
  for (const [account, list] of asked) {
    const answer = first.get(account);
    if (answer) await publish(answer);
    for (const question of list) {
      signal.throwIfAborted();
      const next = await answerTo(question);
      if (next) await publish(next);
      if (refused.has(account)) break;
      parts.done(`${account.id} ${titleOf(question)}`);
    }
  }
  return updates;
}
