import type { Run, UnitOutcome } from '../model/run.ts';
import type { Store } from './store.ts';

const NOW = new Date('2026-11-01T00:00:00Z');
const ROWS = 300;
const SOURCE = 'aws-cost-explorer/1/service';

/** What one reading found: more than one number of a kind is a mixture of two publications. */
export interface Generations {
  readonly points: readonly number[];
  readonly pointCount: number;
  readonly amount: string | undefined;
  readonly charges: number | undefined;
}

/** What is found when a generation is there whole. */
export const wholeGeneration = (points: number, charges: number): Generations => ({
  points: [points],
  pointCount: ROWS,
  amount: String(charges * ROWS),
  charges: ROWS,
});

/** Publishes metrics and charges in which every number is the generation's. Needs no test runner: other processes use it. */
export async function publishGeneration(store: Store, generation: number): Promise<void> {
  const lease = await store.state.leases.acquire('publish', 'one', NOW, 3_600_000);
  if (!lease) throw new Error('the lease is not free');
  const run: Run = {
    id: `run-${generation}`,
    organisation: 'acme',
    what: ['metrics'],
    status: 'running',
    startedAt: NOW.toISOString(),
    unitsDone: 0,
    unitsTotal: 1,
    accounts: [],
  };
  const unit: UnitOutcome = {
    cloud: 'aws',
    account: '1',
    region: 'eu-west-1',
    type: 'ec2:instance',
    status: 'ok',
    collectedAt: NOW.toISOString(),
    durationMs: 1,
    rows: ROWS,
    gaps: [],
  };
  const numbers = Array.from({ length: ROWS }, (_, index) => index);
  const points = numbers.map((index) => ({
    resourceId: 'i-1',
    metric: `metric-${index}`,
    statistic: 'average' as const,
    day: '2026-10-31',
    value: generation,
  }));
  if (!(await store.state.runs.get('acme', run.id))) await store.state.runs.start(run);
  await store.state.runs.stage('acme', run.id, 'metrics', unit, store.metrics.encode(unit, points));
  await store.metrics.publish({ organisation: 'acme', id: run.id, cloud: 'aws' }, lease, NOW);
  const charges = numbers.map(() => ({
    ChargePeriodStart: '2026-10-01',
    ChargePeriodEnd: '2026-10-02',
    ProviderName: 'AWS',
    BilledCost: String(generation),
    BillingCurrency: 'USD',
  }));
  const period = { organisation: 'acme', source: SOURCE, period: '2026-10', asOf: NOW.toISOString(), closed: false };
  await store.charges.publish(period, charges, lease);
}

export async function readGenerations(store: Store): Promise<Generations> {
  const snapshot = await store.metrics.latest('acme', 'aws');
  if (!snapshot) throw new Error('nothing was ever published');
  const points = await store.metrics.of(snapshot, 'i-1');
  const [sum] = await store.charges.sum({
    organisation: 'acme',
    sources: [SOURCE],
    period: { start: '2026-10-01', end: '2026-11-01' },
    granularity: 'NONE',
    groupBy: [],
    filters: {},
    metric: 'BilledCost',
  });
  return {
    points: [...new Set(points.map(({ value }) => value))],
    pointCount: points.length,
    amount: sum?.amount,
    charges: sum?.rows,
  };
}
