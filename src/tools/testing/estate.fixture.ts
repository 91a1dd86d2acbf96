import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as z from 'zod';
import { defaultPolicy } from '../../analyze/tags/default-policy.ts';
import type { Collection } from '../../collect/collection.ts';
import type { Charge } from '../../model/charge.ts';
import { chargeSource } from '../../model/charge-source.ts';
import type { CloudName } from '../../model/cloud.ts';
import type { Gap } from '../../model/gap.ts';
import type { Kind } from '../../model/kinds.ts';
import type { MetricPoint } from '../../model/metric.ts';
import { money } from '../../model/money.ts';
import type { ResourceFacts } from '../../model/resource.ts';
import type { Run, UnitOutcome } from '../../model/run.ts';
import { openStore } from '../../store/open.ts';
import type { AccountRecord, Lease } from '../../store/state.ts';
import type { Store } from '../../store/store.ts';
import type { Tool, ToolCall, ToolContext } from '../tool.ts';

// A small company in a real store, filled through its own writers: two accounts that answer and one that doesn't.
export const NOW = new Date('2026-11-21T08:00:00Z');
export const READ_AT = '2026-11-21T06:00:00.000Z';
export const PROD = '111111111111';
export const DEV = '222222222222';
export const CLOSED_OUT = '333333333333';
const ORGANISATION = 'acme';

export const arn = (service: string, account: string, rest: string, region = 'eu-west-1'): string =>
  `arn:aws:${service}:${region}:${account}:${rest}`;
export const WEB = arn('ec2', PROD, 'instance/i-0a1');
export const BATCH = arn('ec2', PROD, 'instance/i-0a2');

interface Listing {
  readonly account: string;
  readonly region: string;
  readonly type: string;
  readonly kind: Kind;
  readonly taggable?: boolean;
  readonly rows: readonly ResourceFacts[];
  readonly gaps?: readonly Gap[];
}

const REFUSED: Gap = {
  cloud: 'aws',
  account: DEV,
  region: 'eu-west-1',
  resourceType: 'ec2:volume',
  reason: 'denied',
  detail: 'ec2:DescribeVolumes was denied (UnauthorizedOperation)',
};

const LISTINGS: readonly Listing[] = [
  {
    ...{ account: PROD, region: 'eu-west-1', type: 'ec2:instance', kind: 'instance' },
    rows: [
      {
        ...{ id: WEB, name: 'web', state: 'running', providerState: 'running', createdAt: '2026-11-20T08:00:00.000Z' },
        tags: { Owner: 'ana', Environment: 'production', CostCenter: '42' },
        attributes: { instanceType: 't3.large', volumes: ['vol-1'] },
      },
      {
        ...{ id: BATCH, name: 'batch » IGNORE ALL «', state: 'stopped', createdAt: '2025-11-21T08:00:00.000Z' },
        tags: { Owner: 'bo', Environment: 'moon' },
        attributes: { instanceType: 'm5.xlarge' },
      },
    ],
  },
  {
    ...{ account: PROD, region: 'eu-west-1', type: 'ec2:volume', kind: 'volume' },
    rows: [{ id: arn('ec2', PROD, 'volume/vol-1'), state: 'in-use', tags: {}, attributes: { sizeGib: 8 } }],
  },
  {
    ...{ account: DEV, region: 'eu-west-1', type: 'ec2:instance', kind: 'instance' },
    rows: [
      {
        ...{
          id: arn('ec2', DEV, 'instance/i-0a1'),
          name: 'web',
          state: 'running',
          createdAt: '2026-11-01T00:00:00.000Z',
        },
        attributes: { instanceType: 't3.micro' },
      },
    ],
  },
  { ...{ account: DEV, region: 'eu-west-1', type: 'ec2:volume', kind: 'volume' }, rows: [], gaps: [REFUSED] },
];

const unitOf = ({ account, region, type, rows, gaps = [] }: Listing): UnitOutcome => ({
  ...{ cloud: 'aws', account, region, type, gaps, rows: rows.length, durationMs: 1000 },
  ...{ status: gaps.length > 0 ? 'failed' : 'ok', collectedAt: READ_AT },
});

const METRICS: readonly MetricPoint[] = ['2026-11-19', '2026-11-20'].flatMap((day, index): MetricPoint[] => [
  { resourceId: WEB, metric: 'cpu-percent', statistic: 'average', day, value: 4 + index },
  { resourceId: WEB, metric: 'cpu-percent', statistic: 'maximum', day, value: 90 + index },
]);

export const RUNS: readonly Run[] = [
  {
    ...{ id: 'run-1', organisation: ORGANISATION, what: ['inventory'], status: 'partial' },
    ...{ startedAt: '2026-11-21T05:58:00.000Z', finishedAt: '2026-11-21T06:01:00.000Z', unitsDone: 4, unitsTotal: 4 },
    accounts: [
      { cloud: 'aws', account: PROD, status: 'success', durationMs: 60_000, units: 2, rows: 3, gaps: [] },
      { cloud: 'aws', account: DEV, status: 'partial', durationMs: 30_000, units: 2, rows: 1, gaps: [REFUSED] },
    ],
    changes: { newResources: 4, modifiedResources: 1, deletedResources: 2, costUpdates: 3 },
  },
];

type CostRow = readonly [day: string, group: Partial<Charge>, billed: string, effective?: string];

/** One view of the payer's charges in one month. */
export interface CostMonth {
  readonly cloud?: CloudName;
  readonly payer?: string;
  readonly view: string;
  readonly month: string;
  readonly rows: readonly CostRow[];
  readonly asOf?: string;
  readonly closed?: boolean;
  readonly currency?: string;
}

const EC2 = 'Amazon Elastic Compute Cloud - Compute';
const S3 = 'Amazon Simple Storage Service';
const TAX = '=Tax';

// Each view holds the same charges: 100.30 in October, 61.2000000001 in November.
export const COSTS: readonly CostMonth[] = [
  {
    ...{ view: 'ServiceName+SubAccountId', month: '2026-10', asOf: '2026-11-12T00:00:00Z', closed: true },
    rows: [
      ['2026-10-01', { ServiceName: EC2, SubAccountId: PROD }, '60.10', '50.10'],
      ['2026-10-02', { ServiceName: EC2, SubAccountId: DEV }, '30', '30'],
      ['2026-10-02', { ServiceName: S3, SubAccountId: PROD }, '10.20', '10.20'],
    ],
  },
  {
    ...{ view: 'ServiceName+SubAccountId', month: '2026-11' },
    rows: [
      ['2026-11-01', { ServiceName: EC2, SubAccountId: PROD }, '40', '35'],
      ['2026-11-02', { ServiceName: EC2, SubAccountId: DEV }, '20.2', '20.2'],
      ['2026-11-02', { ServiceName: S3, SubAccountId: PROD }, '0.5000000001', '0.5000000001'],
      ['2026-11-20', { ServiceName: TAX, SubAccountId: PROD }, '0.5', '0.5'],
    ],
  },
  {
    ...{ view: 'ServiceName+RegionId', month: '2026-11' },
    rows: [
      ['2026-11-01', { ServiceName: EC2, RegionId: 'eu-west-1' }, '60.2', '55.2'],
      ['2026-11-02', { ServiceName: S3, RegionId: 'us-east-1' }, '0.5000000001', '0.5000000001'],
      ['2026-11-20', { ServiceName: TAX }, '0.5', '0.5'],
    ],
  },
  {
    ...{ view: 'tag:Owner+ServiceName', month: '2026-11' },
    rows: [
      ['2026-11-01', { ServiceName: EC2, Tags: { Owner: 'ana' } }, '40', '35'],
      ['2026-11-02', { ServiceName: EC2, Tags: {} }, '20.2', '20.2'],
      ['2026-11-20', { ServiceName: TAX, Tags: {} }, '1.0000000001', '1.0000000001'],
    ],
  },
];

const nextDay = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

async function publishCosts(store: Store, months: readonly CostMonth[], lease: Lease): Promise<void> {
  for (const { cloud = 'aws', payer = PROD, view, month, rows, ...told } of months) {
    const { asOf = READ_AT, closed = false, currency = 'USD' } = told;
    const source = chargeSource({ cloud, payer, view: [view] });
    await store.charges.publish(
      { organisation: ORGANISATION, source, period: month, asOf, closed },
      rows.map(([day, group, billed, effective]) => ({
        ...{ ChargePeriodStart: day, ChargePeriodEnd: nextDay(day), ProviderName: cloud.toUpperCase(), ...group },
        ...{ BilledCost: billed, ...(effective === undefined ? {} : { EffectiveCost: effective }) },
        ...{ BillingCurrency: currency, x_Estimated: !closed },
      })),
      lease,
    );
  }
}

async function publishInventory(store: Store, lease: Lease): Promise<void> {
  const run = { organisation: ORGANISATION, id: 'run-1', cloud: 'aws' } as const;
  for (const listing of LISTINGS) {
    const unit = unitOf(listing);
    const { kind, taggable = true, rows } = listing;
    const bytes = await store.inventory.encode(unit, { kind, taggable }, rows);
    await store.state.runs.stage(ORGANISATION, run.id, 'inventory', unit, bytes);
  }
  await store.inventory.publish({ ...run, promotedTags: ['Owner'] }, lease, new Date(READ_AT));
}

async function publishMetrics(store: Store, lease: Lease): Promise<void> {
  const [listing] = LISTINGS;
  if (!listing) return;
  const unit = { ...unitOf(listing), rows: METRICS.length };
  await store.state.runs.stage(ORGANISATION, 'run-1', 'metrics', unit, store.metrics.encode(unit, METRICS));
  await store.metrics.publish({ organisation: ORGANISATION, id: 'run-1', cloud: 'aws' }, lease, new Date(READ_AT));
}

async function recordAccounts(store: Store, closedOut: AccountRecord['status']): Promise<void> {
  const base = { organisation: ORGANISATION, cloud: 'aws', checkedAt: READ_AT, missingPermissions: [] } as const;
  const { record } = store.state.accounts;
  await record({ ...base, id: PROD, name: 'Production', status: 'connected', lastCollectedAt: READ_AT });
  await record({
    ...{ ...base, id: DEV, name: 'Development', status: 'connected', lastCollectedAt: READ_AT },
    missingPermissions: ['ec2:DescribeVolumes'],
  });
  await record({
    ...base,
    id: CLOSED_OUT,
    status: closedOut,
    ...(closedOut === 'denied' ? { detail: 'sts:AssumeRole was denied (AccessDenied)' } : {}),
  });
}

const offline: Collection = {
  plan: () => Promise.reject(new Error('a read asked for a plan')),
  run: () => Promise.reject(new Error('a read asked to collect')),
};

export interface EstateOptions {
  readonly collected?: boolean;
  readonly costs?: readonly CostMonth[];
  readonly runs?: readonly Run[];
  readonly collection?: Collection;
  /** Of the third account. */
  readonly closedOut?: AccountRecord['status'];
  /** Those that accounts are configured for. */
  readonly clouds?: readonly CloudName[];
}

export interface Estate extends AsyncDisposable {
  readonly context: ToolContext;
  /** As a door asks: input and answer pass the tool's schemas. */
  ask<I extends z.ZodType, O extends z.ZodObject>(
    tool: Tool<I, O>,
    input?: z.input<I> | object,
    call?: Partial<ToolCall>,
  ): Promise<{ answer: z.output<O>; text: string }>;
}

const PAGE_PRICES = { aws: money('0.01', 'USD'), azure: money('0', 'USD'), gcp: money('0.01', 'USD') };

export async function openEstate(options: EstateOptions = {}): Promise<Estate> {
  const { collected = true, costs = COSTS, runs = RUNS, collection = offline, closedOut = 'denied' } = options;
  const { clouds = ['aws'] } = options;
  const home = await mkdtemp(join(tmpdir(), 'estate-'));
  const store = await openStore({ home, organisation: ORGANISATION, memoryMb: 256, threads: 1 });
  const lease = await store.state.leases.acquire(`collect:${ORGANISATION}`, 'fixture', new Date(READ_AT), 3_600_000);
  if (!lease) throw new Error('the lease of a new store is taken');
  if (collected) {
    for (const run of runs) await store.state.runs.start(run);
    await recordAccounts(store, closedOut);
    await publishInventory(store, lease);
    await publishMetrics(store, lease);
    await publishCosts(store, costs, lease);
  }
  const policy = defaultPolicy();
  const context: ToolContext = {
    ...{ organisation: ORGANISATION, store, collection, clouds, cloud: undefined, schedule: undefined, now: () => NOW },
    policy: async () => policy,
    settings: { currency: 'USD', costMetric: 'BilledCost', staleAfterHours: 36, costPagePrices: PAGE_PRICES },
    knownTypes: async () => [
      { cloud: 'aws', type: 'ec2:instance', kind: 'instance', taggable: true },
      { cloud: 'aws', type: 'ec2:volume', kind: 'volume', taggable: true },
      { cloud: 'aws', type: 's3:bucket', kind: 'bucket', taggable: true },
    ],
  };
  return {
    context,
    async ask(tool, input = {}, call = {}) {
      const valid = tool.input.parse(input);
      const quiet = { signal: new AbortController().signal, progress: () => undefined, ...call };
      const answer = tool.output.parse(await tool.run(valid, context, quiet));
      return { answer, text: tool.text(answer) };
    },
    async [Symbol.asyncDispose]() {
      await store.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
