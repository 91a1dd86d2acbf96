import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallCount } from '../simulator/call-log.ts';
import type { LeastCalls } from '../simulator/least-calls.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import type { Measurement } from './report/measurement.ts';
import type { BareCalls, Role } from './support/bare-calls.ts';
import { since, totalOf } from './support/call-counts.ts';
import { type Changes, collectChanges } from './support/collect-changes.ts';
import { collectionFloor } from './support/collection-floor.ts';
import { emptyHome } from './support/empty-home.ts';
import { type CollectionRun, runCollection } from './support/run-collection.ts';
import { runCommand } from './support/run-command.ts';
import { FULL_SIZE, scaled, startScaleSimulator } from './support/scale-simulator.ts';

const LATENCY_MS = 40;
// As they are configured by default: accounts, and units of each.
const AT_ONCE = 5 * 5;
const MOST_CALLS = 1.1;
const MOST_TIMES_FLOOR = 1.25;
const MOST_MB = 700;
const CHANGED = 0.01;
const MOST_OF_CALLS = 0.2;
// Enough calls that their cost is known to a few parts in a hundred.
const BARE_ACCOUNTS = 6;
const BARE_SCRIPT = join(import.meta.dirname, 'support/bare-calls.ts');

/** What the SDK alone takes for a call, on this machine and with the answers of a company like this one. */
async function bareCost(bench: Bench, folder: string): Promise<BareCalls> {
  bench.say('estate-collection: the SDK alone');
  const size = scaled(BARE_ACCOUNTS / FULL_SIZE.accounts.aws);
  // It asks one thing after the other and waits for no quota, so none counts there.
  const simulator = await startScaleSimulator({ ...size, latencyMs: 0, quotas: false, folder });
  try {
    const roles = simulator.accounts.flatMap(({ role_arn, external_id }): Role[] =>
      role_arn && external_id ? [{ role_arn, external_id }] : [],
    );
    const args = [BARE_SCRIPT, simulator.url, JSON.stringify(roles)];
    const environment = { ...process.env, ...simulator.environment };
    return JSON.parse(await runCommand(process.execPath, args, { environment })) as BareCalls;
  } finally {
    await simulator.close();
  }
}

/** Calls that were made by operation beside the least of them, where they differ. */
function excessOf(counts: readonly CallCount[], least: readonly LeastCalls[]): string[] {
  const sums = new Map<string, { made: number; least: number }>();
  const at = ({ cloud, service, operation }: Pick<LeastCalls, 'cloud' | 'service' | 'operation'>) => {
    const name = `${cloud} ${service} ${operation}`;
    const sum = sums.get(name) ?? { made: 0, least: 0 };
    sums.set(name, sum);
    return sum;
  };
  for (const count of counts) at(count).made += count.calls;
  for (const one of least) at(one).least += one.calls;
  return [...sums]
    .filter(([, sum]) => sum.made !== sum.least)
    .map(([name, sum]) => `${name}: ${sum.made} calls, ${sum.least} at least`);
}

interface Measured {
  readonly bench: Bench;
  readonly least: readonly LeastCalls[];
  readonly bare: BareCalls;
  readonly run: CollectionRun;
  readonly counts: readonly CallCount[];
  /** Of another collection at once, of what is no longer fresh. */
  readonly callsWhileFresh: number;
  readonly changes: Changes;
}

function measurementsOf(measured: Measured): Measurement[] {
  const { bench, least, bare, run, counts, callsWhileFresh, changes } = measured;
  const [made, needed] = [totalOf(counts), totalOf(least)];
  for (const gap of run.gaps) bench.say(`estate-collection: not seen: ${gap}`);
  for (const line of excessOf(counts, least)) bench.say(`estate-collection: ${line}`);
  const bareMsPerCall = bare.wallMs / bare.calls;
  const floor = collectionFloor({ counts, least, latencyMs: LATENCY_MS, atOnce: AT_ONCE, bareMsPerCall });
  const seconds = run.wallMs / 1000;
  const lowest = Math.max(floor.quota, floor.latency, floor.sdk);
  const size = `scale ${bench.scale}: ${run.units.toLocaleString('en-US')} units, ${run.status}`;
  return [
    { name: 'calls', unit: 'calls', samples: [made], limit: { what: 'least', samples: [needed] }, note: size },
    { name: 'calls, times the least', unit: 'times', samples: [made / needed], target: MOST_CALLS },
    {
      ...{ name: 'the whole collection', unit: 's', samples: [seconds], processorMs: run.processorMs },
      limit: { what: 'floor', samples: [lowest] },
    },
    { name: 'time, times the floor', unit: 'times', samples: [seconds / lowest], target: MOST_TIMES_FLOOR },
    { name: 'floor: the longest quota', unit: 's', samples: [floor.quota] },
    { name: 'floor: latency', unit: 's', samples: [floor.latency], note: `${LATENCY_MS} ms, ${AT_ONCE} at once` },
    { name: 'floor: the SDK alone', unit: 's', samples: [floor.sdk] },
    {
      ...{ name: 'a call of the SDK alone', unit: 'ms', samples: [bareMsPerCall] },
      ...{ processorMs: bare.processorMs / bare.calls, note: `${bare.calls.toLocaleString('en-US')} calls` },
    },
    { name: 'a call of the product, computed', unit: 'ms', samples: [run.processorMs / made] },
    { name: 'calls of another one, while all is fresh', unit: 'calls', samples: [callsWhileFresh], target: 0 },
    {
      ...{ name: 'changes that were not found', unit: 'resources', target: 0 },
      samples: [
        Math.abs(changes.updatedThere - changes.updatedFound),
        Math.abs(changes.deletedThere - changes.deletedFound),
      ],
      note: `${changes.updatedThere.toLocaleString('en-US')} updates and ${changes.deletedThere.toLocaleString('en-US')} deletions were made`,
    },
    {
      ...{ name: 'calls to find them in Azure, of those of a whole collection', unit: 'times', target: MOST_OF_CALLS },
      samples: [totalOf(changes.counts, 'azure') / totalOf(counts, 'azure')],
      note: `${totalOf(changes.counts, 'azure')} of ${totalOf(counts, 'azure')} calls`,
    },
    { name: 'finding changes in all three clouds', unit: 's', samples: [changes.run.wallMs / 1000] },
    { name: 'peak memory of finding changes', unit: 'MB', samples: [changes.run.peakMb], target: MOST_MB },
    { name: 'peak memory', unit: 'MB', samples: [run.peakMb], target: MOST_MB },
  ];
}

/** A collection of a whole estate in three clouds, whose quotas and latency are like the real ones', by the built product. */
export const estateCollection: Benchmark = {
  name: 'estate-collection',
  async run(bench) {
    const { launcher, environment } = await bench.product();
    const folder = join(bench.temporary, 'estate-collection');
    await mkdir(folder, { recursive: true });
    const bare = await bareCost(bench, folder);
    const size = scaled(bench.scale);
    bench.say(`estate-collection: planting ${size.resources.toLocaleString('en-US')} resources`);
    const request = { ...size, latencyMs: LATENCY_MS, quotas: true, folder };
    let simulator = await startScaleSimulator(request);
    try {
      const before = await simulator.counts();
      const home = await emptyHome(bench);
      await writeFile(join(home, 'cloudoptima.json'), JSON.stringify(simulator.configuration));
      bench.say('estate-collection: collecting');
      const collection = { launcher, home, environment: { ...environment, ...simulator.environment } };
      const run = await runCollection(collection);
      const after = await simulator.counts();
      bench.say('estate-collection: and what is no longer fresh');
      await runCollection({ ...collection, staleOnly: true });
      const callsWhileFresh = totalOf(since(after, await simulator.counts()));
      const [counts, least] = [since(before, after), await simulator.least()];
      await simulator.close();
      bench.say('estate-collection: and what was changed');
      simulator = await startScaleSimulator(simulator.changed(CHANGED));
      const changes = await collectChanges(simulator, { launcher, home, environment });
      return measurementsOf({ bench, least, bare, run, counts, callsWhileFresh, changes });
    } finally {
      await simulator.close();
    }
  },
};
