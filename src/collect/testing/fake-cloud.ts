import type { Call } from '../../clouds/calls.ts';
import type {
  AccountSettings,
  Cloud,
  ConnectedAccount,
  Connection,
  CostQuery,
  CostSource,
  OtherRows,
  ResourceSource,
} from '../../clouds/cloud.ts';
import type { Charge } from '../../model/charge.ts';
import { CloudError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { MetricPoint } from '../../model/metric.ts';
import { addDays, type Day, type Period } from '../../model/period.ts';
import type { Resource, ResourceFacts } from '../../model/resource.ts';
import { OTHERS } from '../../model/run.ts';
import { systemSleep } from '../time.ts';

export type Fault = 'deny' | 'throttle' | 'hang' | 'fail' | 'break';

export interface FakeCall extends Call {
  /** From 0. */
  readonly page: number;
}

/** A provider that answers from memory: a stand-in for the network and nothing else. */
export interface FakeCloudOptions {
  readonly regions?: readonly string[];
  /** By account; the settings' `name` is the id. */
  readonly resources?: (account: string, region: string, type: string) => readonly ResourceFacts[];
  /** Tells of types without a source, too: the pages of a region, the last of which may be what the list fails of. */
  readonly others?: (region: string) => readonly (readonly OtherRows[] | CloudError)[];
  /** What that list can't tell. */
  readonly untold?: Pick<Gap, 'reason' | 'detail'>;
  readonly pageSize?: number;
  readonly latencyMs?: number;
  readonly fault?: (call: FakeCall) => Fault | undefined;
  /** A detail call of each instance page meets this. */
  readonly detailFault?: (call: Call) => Fault | undefined;
  readonly costPages?: (account: string, query: CostQuery) => readonly (readonly Charge[])[];
  /** What a page of costs costs; else a cent. */
  readonly pagePrice?: string;
  /** Every page of costs after the first is free. */
  readonly furtherPagesFree?: boolean;
  readonly seriesPerInstance?: number | ((instance: Resource) => number);
  /** What a point of an instance is told as; else 12.5. */
  readonly metricValue?: (resourceId: string, day: Day) => unknown;
  /** The account that the credentials of an entry belong to; else the entry's `name`. */
  readonly idOf?: (entry: AccountSettings) => string;
}

export interface FakeCloud extends Cloud {
  /** Every attempt that reached the provider. */
  readonly calls: FakeCall[];
  /** Signals of requests that were aborted. */
  aborted(): number;
}

interface FakeType {
  readonly type: string;
  readonly kind: ResourceSource['kind'];
  readonly reach: ResourceSource['reach'];
  readonly action: string;
}

const TYPES: readonly FakeType[] = [
  { type: 'ec2:instance', kind: 'instance', reach: 'regional', action: 'ec2:DescribeInstances' },
  { type: 'ec2:volume', kind: 'volume', reach: 'regional', action: 'ec2:DescribeVolumes' },
  { type: 'rds:db', kind: 'database', reach: 'regional', action: 'rds:DescribeDBInstances' },
  { type: 's3:bucket', kind: 'bucket', reach: 'global', action: 's3:ListAllMyBuckets' },
];

export const DEFAULT_REGIONS = ['eu-west-1', 'us-east-1'];

/** Three of each type, the same every time. */
export const threeOfEach = (account: string, region: string, type: string): ResourceFacts[] =>
  [1, 2, 3].map((number) => ({
    id: `arn:aws:${type.replace(':', `:${region}:${account}:`)}/${number}`,
    name: `${type} ${number}`,
    state: type === 'ec2:instance' && number === 3 ? 'stopped' : 'running',
    tags: { Team: `team-${number}` },
    attributes: {},
  }));

const REASONS = { deny: 'denied', throttle: 'throttled', fail: 'failed' } as const;

export function fakeCloud(options: FakeCloudOptions = {}): FakeCloud {
  const { regions = DEFAULT_REGIONS, resources = threeOfEach, pageSize = 2, latencyMs = 0, fault } = options;
  const calls: FakeCall[] = [];
  let aborted = 0;

  async function answer<T>(call: FakeCall, signal: AbortSignal, found: Fault | undefined, value: T): Promise<T> {
    calls.push(call);
    signal.addEventListener('abort', () => {
      aborted += 1;
    });
    if (latencyMs > 0) await systemSleep(latencyMs, signal);
    if (found === 'hang') await new Promise(() => {});
    if (found === 'break') throw new TypeError('a secret of the provider');
    if (found === undefined || found === 'hang') return value;
    const { action } = call;
    throw new CloudError({ reason: REASONS[found], code: found, action, retryable: found === 'throttle' });
  }

  return {
    name: 'aws',
    calls,
    aborted: () => aborted,
    async connect(entry: AccountSettings, send): Promise<Connection> {
      const name = options.idOf?.(entry) ?? entry.name ?? '111111111111';
      const configured = entry.regions?.length ? entry.regions : undefined;
      const ask = <T>(
        service: string,
        region: string,
        action: string,
        page: number,
        value: T,
        price?: Pick<Call, 'price'>,
      ): Promise<T> => {
        const call = { account: name, region, service, action, ...price };
        return send(call, (signal) => answer({ ...call, page }, signal, fault?.({ ...call, page }), value));
      };
      await ask('sts', 'us-east-1', 'sts:GetCallerIdentity', 0, undefined);
      const sources = TYPES.map(({ type, kind, reach, action }): ResourceSource => {
        const service = action.split(':')[0] ?? '';
        return {
          ...{ type, kind, reach, service, taggable: true, permissions: [action] },
          async *resources({ region }, note) {
            const all = resources(name, region, type);
            for (let page = 0; page * pageSize < Math.max(1, all.length); page++) {
              const rows = all.slice(page * pageSize, (page + 1) * pageSize);
              yield* await ask(service, region, action, page, rows);
            }
            const detail = { account: name, region, service, action: 'ec2:DescribeInstanceTypes' };
            if (kind === 'instance' && options.detailFault?.(detail) === 'deny')
              note({ reason: 'denied', detail: `${detail.action} was denied (deny)`, action: detail.action });
          },
        };
      });
      const { others, untold } = options;
      if (others)
        for (const reach of ['regional', 'global'] as const)
          sources.push({
            ...{
              type: OTHERS,
              kind: 'other',
              reach,
              service: 'tag',
              taggable: true,
              permissions: ['tag:GetResources'],
            },
            async *others({ region }, note) {
              for (const [page, rows] of others(region).entries()) {
                if (rows instanceof CloudError) throw rows;
                yield await ask('tag', region, 'tag:GetResources', page, rows);
              }
              if (untold) note(untold);
            },
          });
      const costs: CostSource = {
        pricePerPage: options.pagePrice ?? '0.01',
        permissions: ['ce:GetCostAndUsage'],
        async *charges(query) {
          const pages = options.costPages?.(name, query) ?? [[]];
          const priceOf = (page: number) => (options.furtherPagesFree && page > 0 ? { price: '0' } : {});
          for (const [page, charges] of pages.entries())
            yield await ask('ce', 'us-east-1', 'ce:GetCostAndUsage', page, charges, priceOf(page));
        },
      };
      const account: ConnectedAccount = {
        ...{ cloud: 'aws', id: name, name: undefined, sources },
        regions: async () => ({
          regions: configured ?? (await ask('ec2', 'us-east-1', 'ec2:DescribeRegions', 0, regions)),
        }),
        metrics: {
          pricePerSeries: '0.00001',
          permissions: ['cloudwatch:GetMetricData'],
          types: ['ec2:instance'],
          seriesFor(resource: Resource) {
            const { seriesPerInstance = 1 } = options;
            if (resource.kind !== 'instance') return 0;
            return typeof seriesPerInstance === 'number' ? seriesPerInstance : seriesPerInstance(resource);
          },
          async *points({ region }, list, period) {
            const points = list.flatMap(({ id }) => pointsOf(id, period, options.metricValue));
            yield await ask('cloudwatch', region, 'cloudwatch:GetMetricData', 0, points);
          },
        },
      };
      return { accounts: [account], unreached: [], payers: [{ cloud: 'aws', id: name, costs }], gaps: [] };
    },
  };
}

function pointsOf(
  resourceId: string,
  { start, end }: Period,
  told: FakeCloudOptions['metricValue'] = () => 12.5,
): MetricPoint[] {
  const points: MetricPoint[] = [];
  for (let day = start; day < end; day = addDays(day, 1)) {
    // As a provider may say it, whatever the compiler believes.
    const value = told(resourceId, day) as number;
    points.push({ resourceId, metric: 'cpu-percent', statistic: 'average', day, value });
  }
  return points;
}
