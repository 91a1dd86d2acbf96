import type { ConnectedAccount } from '../clouds/cloud.ts';
import type { CloudName } from '../model/cloud.ts';
import { CloudError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import type { MetricPoint } from '../model/metric.ts';
import { money, times } from '../model/money.ts';
import { addDays, dayOf, type Period } from '../model/period.ts';
import type { UnitKey, UnitOutcome } from '../model/run.ts';
import type { Store } from '../store/store.ts';
import { createPointCheck } from './check-points.ts';
import type { CollectRequest } from './collection.ts';
import { DailyLimitReached, type PaidCalls, payEach } from './costs/paid-calls.ts';
import { gapOf } from './gaps.ts';
import { type MetricPack, packsOf, resourcesIn } from './metric-packs.ts';
import type { SkippedUnit } from './planning/skips.ts';
import { unitName } from './planning/units.ts';
import { eachOf } from './pool.ts';
import { withinDeadline } from './sending/unit-of-work.ts';
import { deadlineMs, isFresh, type Session } from './session.ts';
import type { Time } from './time.ts';

const DAYS = 14;

/** The complete days that metrics are asked for; today is not one. */
export const metricPeriod = (now: Date): Period => ({ start: addDays(dayOf(now), -DAYS), end: dayOf(now) });

/** As much of an account as it takes to know what there is to ask. */
export type PlannedMetrics = Pick<ConnectedAccount, 'cloud' | 'id'> & {
  readonly metrics: Pick<ConnectedAccount['metrics'], 'types'>;
};

/** The metrics of one type in one region of one account. */
export interface MetricUnit<A extends PlannedMetrics = ConnectedAccount> extends UnitKey {
  readonly connected: A;
}

/** What is to be asked, and what was read today. */
export interface MetricWork<A extends PlannedMetrics = ConnectedAccount> {
  readonly units: readonly MetricUnit<A>[];
  readonly skipped: readonly SkippedUnit[];
}

interface PlanParts {
  readonly organisation: string;
  readonly store: Store;
  readonly time: Time;
  readonly request: CollectRequest;
}

/**
 * What is to be asked: what the latest inventory has, less what was read today, which has the same days and, where points
 * were left out, the same that are none. A question is paid by the series and not by the day, so that it asks all days
 * again, and each day once.
 */
export async function planMetrics<A extends PlannedMetrics>(
  parts: PlanParts,
  accounts: readonly A[],
): Promise<MetricWork<A>> {
  const units: MetricUnit<A>[] = [];
  const skipped: SkippedUnit[] = [];
  for (const [cloud, members] of Map.groupBy(accounts, (account) => account.cloud)) {
    const work = await planCloud(parts, cloud, members);
    units.push(...work.units);
    skipped.push(...work.skipped);
  }
  return { units, skipped };
}

async function planCloud<A extends PlannedMetrics>(
  { organisation, store, time, request }: PlanParts,
  cloud: CloudName,
  accounts: readonly A[],
): Promise<MetricWork<A>> {
  const units: MetricUnit<A>[] = [];
  const skipped: SkippedUnit[] = [];
  const snapshot = await store.inventory.latest(organisation, cloud);
  if (!snapshot) return { units, skipped };
  const before = await store.metrics.latest(organisation, cloud);
  const coverage = before ? await store.state.catalogue.coverage(before.id) : [];
  const today = dayOf(time.now());
  const read = new Map(
    coverage.flatMap((unit) =>
      unit.status !== 'failed' && unit.collectedAt?.startsWith(today) ? [[unitName(unit), unit.collectedAt]] : [],
    ),
  );
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const asks = (words: readonly string[] | undefined, ...names: readonly string[]) =>
    words === undefined || words.length === 0 || words.includes('all') || names.some((name) => words.includes(name));
  for (const { account, region, type, kind } of await store.inventory.cells(snapshot)) {
    const connected = byId.get(account);
    const unit = { cloud, account, region, type };
    if (!connected?.metrics.types.includes(type)) continue;
    if (!asks(request.regions, region) || !asks(request.resourceTypes, type, kind)) continue;
    const readAt = read.get(unitName(unit));
    if (readAt === undefined) units.push({ ...unit, connected });
    else skipped.push({ cloud, account, dataset: 'metrics', readAt });
  }
  return { units, skipped };
}

/** How much each unit would ask, in requests; read type by type, which takes far fewer reads than unit by unit. */
export async function countPacks(
  units: readonly MetricUnit[],
  { organisation, store }: Pick<PlanParts, 'organisation' | 'store'>,
): Promise<{ unit: MetricUnit; packs: readonly MetricPack[] }[]> {
  const counted: { unit: MetricUnit; packs: readonly MetricPack[] }[] = [];
  for (const alike of Map.groupBy(units, ({ cloud, type }) => `${cloud} ${type}`).values()) {
    const [first] = alike;
    const snapshot = first && (await store.inventory.latest(organisation, first.cloud));
    if (!snapshot) continue;
    const reader = { inventory: store.inventory, snapshot };
    const accounts = [...new Set(alike.map(({ account }) => account))];
    const resources = await resourcesIn(reader, { accounts, types: [first.type] });
    const byPlace = Map.groupBy(resources, ({ account, region }) => `${account} ${region}`);
    for (const unit of alike) {
      const here = byPlace.get(`${unit.account} ${unit.region}`) ?? [];
      counted.push({ unit, packs: packsOf(unit.connected.metrics, here) });
    }
  }
  return counted;
}

async function packsFor(unit: MetricUnit, { organisation, store }: Conditions): Promise<MetricPack[]> {
  const { cloud, account, region, type, connected } = unit;
  const snapshot = await store.inventory.latest(organisation, cloud);
  if (!snapshot) return [];
  const filter = { accounts: [account], regions: [region], types: [type] };
  return packsOf(connected.metrics, await resourcesIn({ inventory: store.inventory, snapshot }, filter));
}

interface Conditions extends Pick<PlanParts, 'organisation' | 'store' | 'time'> {
  readonly paid: PaidCalls;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  log?(error: unknown, where: string): void;
}

/** Asks one unit's metrics, pack by pack, each attempt paid before it is made. @throws the reason of the signal. */
export async function collectMetrics(
  unit: MetricUnit,
  conditions: Conditions,
): Promise<{ outcome: UnitOutcome; points: readonly MetricPoint[] }> {
  const { organisation, time, paid, deadlineMs, signal, log } = conditions;
  const { cloud, account, region, type, connected } = unit;
  const { metrics } = connected;
  const place = { cloud, account, region, resourceType: type, dataset: 'metrics' } as const;
  const begun = time.now();
  const period = metricPeriod(begun);
  const points: MetricPoint[] = [];
  const gaps: Gap[] = [];
  const check = createPointCheck(place);
  let whole = true;
  try {
    const packs = await packsFor(unit, conditions);
    const one = money(metrics.pricePerSeries, 'USD');
    let price = times(one, 0);
    const beforeAttempt = payEach(paid, cloud, metrics.permissions, () => price);
    const limits = { id: `metrics ${unitName(unit)}`, deadlineMs, signal, beforeAttempt };
    await withinDeadline(time, limits, async (work) => {
      for (const { resources, series } of packs) {
        price = times(one, series);
        const asked = new Set(resources.map(({ id }) => id));
        for await (const page of metrics.points({ organisation, cloud, account, region }, resources, period)) {
          if (work.signal.aborted) return;
          for (const point of page) if (check.isPoint(point, asked)) points.push(point);
        }
      }
    });
  } catch (error) {
    if (signal.aborted) throw error;
    whole = false;
    const limited = error instanceof DailyLimitReached;
    if (!limited && !(error instanceof CloudError)) log?.(error, `metrics ${unitName(unit)}`);
    gaps.push(
      limited
        ? { ...place, reason: 'not_collected', detail: error.message }
        : gapOf(error, place, `metrics of ${type}`),
    );
  }
  gaps.push(...check.gaps());
  const outcome: UnitOutcome = {
    ...{ cloud, account, region, type },
    status: !whole ? 'failed' : gaps.length > 0 ? 'partial' : 'ok',
    collectedAt: begun.toISOString(),
    durationMs: time.now().getTime() - begun.getTime(),
    rows: points.length,
    gaps,
  };
  return { outcome, points: [...points] };
}

/** Asks the metrics of every account, stages each unit as it ends, and publishes each cloud. @throws as the inventory's. */
export async function collectAllMetrics(session: Session): Promise<void> {
  const { parts, run, request, reach, lease, signal, tally, progress, paid } = session;
  const { store, settings, time, log } = parts;
  const { organisation, id } = run;
  const staged = await store.state.runs.staged(organisation, id, 'metrics');
  const fresh = new Map(
    staged.filter((outcome) => isFresh(session, outcome)).map((outcome) => [unitName(outcome), outcome]),
  );
  const { units, skipped } = await planMetrics(
    { organisation, store, time, request },
    reach.accounts.map(({ account }) => account),
  );
  session.skip(skipped);
  for (const { cloud } of units) progress.expect(cloud, 1);

  async function collect(unit: MetricUnit): Promise<void> {
    let outcome = fresh.get(unitName(unit));
    if (!outcome) {
      const conditions = {
        organisation,
        store,
        time,
        paid,
        deadlineMs: deadlineMs(session),
        signal,
        ...(log ? { log } : {}),
      };
      const collected = await collectMetrics(unit, conditions);
      ({ outcome } = collected);
      await store.state.runs.stage(
        organisation,
        id,
        'metrics',
        outcome,
        store.metrics.encode(outcome, collected.points),
      );
    }
    // Points are no resources: they don't count as the account's rows.
    tally.unit(unit, { ...outcome, rows: 0 });
    progress.done(unit.cloud, 0, `${unit.account} ${unit.region} metrics of ${unit.type}`);
    await session.keep();
  }
  await eachOf(
    [...Map.groupBy(units, ({ connected }) => connected).values()],
    settings.maxParallelAccounts,
    signal,
    (own) => eachOf(own, settings.maxParallelRegions, signal, collect),
  );
  signal.throwIfAborted();
  for (const cloud of await store.state.runs.stagedClouds(organisation, id, 'metrics')) {
    progress.says(`publishing the metrics of ${cloud}`);
    await store.metrics.publish({ organisation, id, cloud }, lease, time.now());
  }
}
