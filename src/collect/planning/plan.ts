import type { CloudName } from '../../model/cloud.ts';
import { add, money, times } from '../../model/money.ts';
import type { Run } from '../../model/run.ts';
import type { RunState } from '../../store/state.ts';
import type { CollectPlan, CollectRequest } from '../collection.ts';
import { refusalGaps } from '../connecting/refused-accounts.ts';
import { costPayers, costWork, expectedPages } from '../costs/costs.ts';
import type { PaidCalls } from '../costs/paid-calls.ts';
import { standingUnits } from '../inventory/standing-units.ts';
import { countPacks, planMetrics } from '../metrics.ts';
import type { CollectionParts } from '../parts.ts';
import { partsToRead } from '../recommendations.ts';
import { type SkippedUnit, skippedOf } from './skips.ts';
import type { PlannedReach } from './units.ts';

const COMPARED_RUNS = 5;

/** How long so many units took lately, in seconds; undefined when nothing was collected yet. */
export function estimateSeconds(runs: readonly Run[], what: CollectRequest['what'], units: number): number | undefined {
  const same = (run: Run) => run.what.length === what.length && run.what.every((one) => what.includes(one));
  const perUnit = runs
    .filter((run) => (run.status === 'success' || run.status === 'partial') && run.unitsDone > 0 && same(run))
    .slice(0, COMPARED_RUNS)
    .flatMap(({ startedAt, finishedAt, unitsDone }) =>
      finishedAt === undefined ? [] : [(Date.parse(finishedAt) - Date.parse(startedAt)) / 1000 / unitsDone],
    )
    .sort((a, b) => a - b);
  // The middle one: a resumed run has hours between its start and its end.
  const middle = perUnit[Math.floor(perUnit.length / 2)];
  return middle === undefined ? undefined : Math.max(1, Math.round(middle * units));
}

const recentRuns = (runs: RunState, organisation: string): Promise<Run[]> => runs.list(organisation, 50);

/** What a request would do, from what the connected accounts and the store say. Makes no paid call. */
export async function makePlan(
  collection: CollectionParts,
  reach: PlannedReach,
  request: CollectRequest,
  paid: PaidCalls,
  still: readonly SkippedUnit[],
): Promise<CollectPlan> {
  const { store, settings, time, policy } = collection;
  const { refused, payers, recommendations, gaps } = reach;
  const { organisation, staleOnly = false } = request;
  const { freshness } = settings;
  const parts = { organisation, store, time, request, policy: await policy(), freshness, staleOnly };
  const skipped: SkippedUnit[] = [...still];
  const standing = await standingUnits(collection, request, reach.accounts);
  const accounts = reach.accounts.map(({ units, ...one }) => ({
    ...one,
    units: units.filter((unit) => {
      const stands = standing.skip(unit);
      if (stands) skipped.push(stands);
      return !stands;
    }),
  }));
  const asksCosts = request.what.includes('costs');
  const known = asksCosts ? await store.charges.periods(organisation) : [];
  const asked = asksCosts ? await costPayers(parts, payers) : [];
  const connected = accounts.map(({ account }) => account);
  const metricWork = request.what.includes('metrics') ? await planMetrics(parts, connected) : undefined;
  for (const unit of metricWork?.skipped ?? []) skipped.push(unit);
  const metrics = metricWork ? await countPacks(metricWork.units, parts) : [];
  let [apiCalls, paidCalls, paidCost] = [refused.length, 0, money('0', 'USD')];
  const planned = new Map<string, { cloud: CloudName; account: string; units: number }>();
  const plan = (cloud: CloudName, account: string, units: number) => {
    const before = planned.get(`${cloud} ${account}`)?.units ?? 0;
    planned.set(`${cloud} ${account}`, { cloud, account, units: before + units });
  };
  const listings = new Set(accounts.flatMap(({ units }) => units.flatMap(({ source }) => source.wide ?? [])));
  apiCalls += listings.size;
  for (const { reached, account, units } of accounts) {
    const metricUnits = metrics.filter(({ unit }) => unit.connected === account);
    const packs = metricUnits.flatMap((counted) => counted.packs);
    const series = packs.reduce((total, pack) => total + pack.series, 0);
    const one = money(account.metrics.pricePerSeries, 'USD');
    paidCost = add(paidCost, times(one, series));
    paidCalls += one.amount === '0' ? 0 : packs.length;
    // One call for who it is and one for its regions.
    const own = units.filter(({ source }) => !source.wide);
    apiCalls += 1 + (reached.regions.length > 0 ? 1 : 0) + own.length + packs.length;
    plan(account.cloud, account.id, units.length + metricUnits.length);
  }
  for (const payer of asked) {
    const { questions, skipped: told } = costWork(parts, payer, known);
    skipped.push(...told);
    const page = money(payer.costs.pricePerPage, 'USD');
    const pages = questions.reduce((total, question) => total + expectedPages(question, known), 0);
    paidCost = add(paidCost, times(page, pages));
    paidCalls += page.amount === '0' ? 0 : pages;
    apiCalls += pages;
    plan(payer.cloud, payer.id, questions.length);
  }
  for (const source of request.what.includes('recommendations') ? recommendations : [])
    apiCalls += (await partsToRead(parts, source)).wanted.length;
  const accountsPlanned = [...planned.values()];
  const units = accountsPlanned.reduce((total, account) => total + account.units, 0);
  return {
    accounts: accountsPlanned,
    units,
    apiCalls,
    paidCalls,
    paidCost,
    spentToday: await paid.spentToday(),
    dailyLimit: settings.dailyLimit,
    estimatedSeconds: estimateSeconds(await recentRuns(store.state.runs, organisation), request.what, units),
    gaps: [...refusalGaps(refused, request), ...accounts.flatMap(({ reached }) => reached.gaps), ...gaps],
    skipped: skippedOf(skipped),
  };
}
