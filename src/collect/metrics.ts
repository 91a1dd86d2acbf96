import type { ConnectedAccount } from '../clouds/cloud.ts';
import { CloudError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import type { MetricPoint } from '../model/metric.ts';
import { money, times } from '../model/money.ts';
import { addDays, dayOf, type Period } from '../model/period.ts';
import type { UnitKey, UnitOutcome } from '../model/run.ts';
import type { Store } from '../store/store.ts';
import type { CollectRequest } from './collection.ts';
import { gapOf } from './gaps.ts';
import { type MetricPack, metricUnits, packsOf, resourcesOf } from './metric-packs.ts';
import { DailyLimitReached, type PaidCalls } from './paid-calls.ts';
import { eachOf } from './pool.ts';
import { deadlineMs, isFresh, type Session } from './session.ts';
import type { Time } from './time.ts';
import { withinDeadline } from './unit-of-work.ts';
import { unitName } from './units.ts';

const DAYS = 14;

/** The complete days that metrics are asked for; today is not one. */
export const metricPeriod = (now: Date): Period => ({ start: addDays(dayOf(now), -DAYS), end: dayOf(now) });

/** The metrics of one type in one region of one account. */
export interface MetricUnit extends UnitKey {
  readonly connected: ConnectedAccount;
}

interface PlanParts {
  readonly organisation: string;
  readonly store: Store;
  readonly time: Time;
  readonly request: CollectRequest;
}

/** What is to be asked of an account: what the latest inventory has, less what was read whole today, which has the same days. */
export async function planMetrics(
  { organisation, store, time, request }: PlanParts,
  connected: ConnectedAccount,
): Promise<MetricUnit[]> {
  const { cloud } = connected;
  const snapshot = await store.inventory.latest(organisation, cloud);
  if (!snapshot) return [];
  const before = await store.metrics.latest(organisation, cloud);
  const coverage = before ? await store.state.catalogue.coverage(before.id) : [];
  const today = dayOf(time.now());
  const read = new Set(
    coverage
      .filter(
        ({ status, collectedAt }) =>
          status === 'ok' && collectedAt !== undefined && dayOf(new Date(collectedAt)) === today,
      )
      .map((unit) => unitName(unit)),
  );
  const kinds = new Map(connected.sources.map(({ type, kind }) => [type, kind]));
  const asks = (words: readonly string[] | undefined, ...names: readonly (string | undefined)[]) =>
    words === undefined ||
    words.length === 0 ||
    words.includes('all') ||
    names.some((name) => words.includes(name ?? ''));
  const units = await metricUnits({ inventory: store.inventory, snapshot }, connected);
  return units
    .filter(({ region, type }) => asks(request.regions, region) && asks(request.resourceTypes, type, kinds.get(type)))
    .filter((unit) => !read.has(unitName(unit)))
    .map((unit) => ({ ...unit, connected }));
}

/** The requests that a unit needs. */
export async function packsFor(
  unit: MetricUnit,
  { organisation, store }: Pick<PlanParts, 'organisation' | 'store'>,
): Promise<MetricPack[]> {
  const snapshot = await store.inventory.latest(organisation, unit.cloud);
  if (!snapshot) return [];
  return packsOf(unit.connected.metrics, await resourcesOf({ inventory: store.inventory, snapshot }, unit));
}

interface Conditions extends Pick<PlanParts, 'organisation' | 'store' | 'time'> {
  readonly paid: PaidCalls;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  log?(error: unknown, where: string): void;
}

/** Asks one unit's metrics, pack by pack, each paid before it is asked. @throws the reason of the signal. */
export async function collectMetrics(
  unit: MetricUnit,
  conditions: Conditions,
): Promise<{ outcome: UnitOutcome; points: readonly MetricPoint[] }> {
  const { organisation, time, paid, deadlineMs, signal, log } = conditions;
  const { cloud, account, region, type, connected } = unit;
  const { metrics } = connected;
  const place = { cloud, account, region, resourceType: type };
  const begun = time.now();
  const period = metricPeriod(begun);
  const points: MetricPoint[] = [];
  const gaps: Gap[] = [];
  try {
    const packs = await packsFor(unit, conditions);
    await withinDeadline(time, { id: `metrics ${unitName(unit)}`, deadlineMs, signal }, async (work) => {
      for (const { resources, series } of packs) {
        await paid.pay(metrics.permissions[0] ?? 'metrics', times(money(metrics.pricePerSeries, 'USD'), series));
        for await (const page of metrics.points({ organisation, cloud, account, region }, resources, period)) {
          if (work.signal.aborted) return;
          for (const point of page) points.push(point);
        }
      }
    });
  } catch (error) {
    if (signal.aborted) throw error;
    const limited = error instanceof DailyLimitReached;
    if (!limited && !(error instanceof CloudError)) log?.(error, `metrics ${unitName(unit)}`);
    gaps.push(
      limited
        ? { ...place, reason: 'not_collected', detail: error.message }
        : gapOf(error, place, `metrics of ${type}`),
    );
  }
  const outcome: UnitOutcome = {
    ...{ cloud, account, region, type, status: gaps.length > 0 ? 'failed' : 'ok' },
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
  const plan = { organisation, store, time, request };
  const staged = await store.state.runs.staged(organisation, id, 'metrics');
  const fresh = new Map(
    staged.filter((outcome) => isFresh(session, outcome)).map((outcome) => [unitName(outcome), outcome]),
  );
  const planned: { units: MetricUnit[] }[] = [];
  for (const { account } of reach.accounts) planned.push({ units: await planMetrics(plan, account) });
  progress.expect(planned.reduce((total, { units }) => total + units.length, 0));

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
    progress.done(0, `${unit.account} ${unit.region} metrics of ${unit.type}`);
    await session.keep();
  }
  await eachOf(planned, settings.maxParallelAccounts, signal, ({ units }) =>
    eachOf(units, settings.maxParallelRegions, signal, collect),
  );
  signal.throwIfAborted();
  const now = await store.state.runs.staged(organisation, id, 'metrics');
  for (const cloud of new Set(now.map((unit) => unit.cloud))) {
    progress.says(`publishing the metrics of ${cloud}`);
    await store.metrics.publish({ organisation, id, cloud }, lease, time.now());
  }
}
