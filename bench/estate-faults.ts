import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Gap } from '../src/model/gap.ts';
import type { Benchmark } from './benchmark.ts';
import { totalOf } from './support/call-counts.ts';
import { emptyHome } from './support/empty-home.ts';
import { type Published, type PublishedResource, publishedIn } from './support/published.ts';
import { type CollectionRun, runCollection } from './support/run-collection.ts';
import { scaled, startScaleSimulator } from './support/scale-simulator.ts';

const LATENCY_MS = 40;
const MOST_MB = 700;

/** What is otherwise than in a collection that met no faults, and no gap says so. */
function unexplained(whole: Published, spoilt: Published): number {
  const accounts = new Set([...whole.resources.values()].map(({ account }) => account));
  const byCloud = Map.groupBy(spoilt.gaps, ({ cloud }) => cloud);
  // What is no account is an entry that nobody could be reached by.
  const covers = (gap: Gap, { account, region, type }: PublishedResource): boolean =>
    (gap.account === account || !accounts.has(gap.account)) &&
    (gap.resourceType === undefined || gap.resourceType === type) &&
    // Buckets have regions, and are listed in none.
    (gap.region === undefined || gap.region === 'global' || gap.region === region);
  const unlike = [...whole.resources].filter(
    ([id, resource]) =>
      spoilt.resources.get(id)?.fingerprint !== resource.fingerprint &&
      !(byCloud.get(resource.cloud) ?? []).some((gap) => covers(gap, resource)),
  );
  const invented = [...spoilt.resources.keys()].filter((id) => !whole.resources.has(id));
  return unlike.length + invented.length;
}

/** The same collection twice, the second among errors, throttles and calls that nobody answers. */
export const estateFaults: Benchmark = {
  name: 'estate-faults',
  async run(bench) {
    const { launcher, environment } = await bench.product();
    const folder = join(bench.temporary, 'estate-faults');
    await mkdir(folder, { recursive: true });
    bench.say('estate-faults: planting');
    const size = scaled(bench.scale);
    const simulator = await startScaleSimulator({ ...size, latencyMs: LATENCY_MS, quotas: true, folder });
    const collect = async (): Promise<{ readonly run: CollectionRun; readonly published: Published }> => {
      const home = await emptyHome(bench);
      await writeFile(join(home, 'cloudoptima.json'), JSON.stringify(simulator.configuration));
      const run = await runCollection({ launcher, home, environment: { ...environment, ...simulator.environment } });
      return { run, published: await publishedIn(home) };
    };
    try {
      bench.say('estate-faults: collecting without faults');
      const whole = await collect();
      const calls = totalOf(await simulator.counts());
      await simulator.addFault({ kind: 'error', rate: 0.05 });
      await simulator.addFault({ kind: 'throttle', rate: 0.05 });
      await simulator.addFault({ kind: 'hang', rate: 0.01 });
      bench.say('estate-faults: collecting with them');
      const spoilt = await collect();
      const callsAmongFaults = totalOf(await simulator.counts()) - calls;
      const { gaps } = spoilt.published;
      for (const detail of new Set(gaps.map((gap) => gap.detail))) bench.say(`estate-faults: not seen: ${detail}`);
      const found = `scale ${bench.scale}: ${whole.published.resources.size.toLocaleString('en-US')} resources, ${spoilt.run.status}, ${gaps.length} gaps`;
      return [
        {
          ...{ name: 'resources that differ, without a gap that says so', unit: 'resources', target: 0 },
          ...{ samples: [unexplained(whole.published, spoilt.published)], note: found },
        },
        {
          ...{ name: 'the collection with 5 % errors, 5 % throttles and 1 % hangs', unit: 's' },
          samples: [spoilt.run.wallMs / 1000],
          limit: { what: 'without them', samples: [whole.run.wallMs / 1000] },
        },
        {
          ...{ name: 'calls with them', unit: 'calls', samples: [callsAmongFaults] },
          limit: { what: 'without them', samples: [calls] },
        },
        { name: 'peak memory with them', unit: 'MB', samples: [spoilt.run.peakMb], target: MOST_MB },
      ];
    } finally {
      await simulator.close();
    }
  },
};
