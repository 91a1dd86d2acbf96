import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unexplained } from '../test/support/unexplained.ts';
import type { Benchmark } from './benchmark.ts';
import { totalOf } from './support/call-counts.ts';
import { emptyHome } from './support/empty-home.ts';
import { type Published, publishedIn } from './support/published.ts';
import { type CollectionRun, runCollection } from './support/run-collection.ts';
import { scaled, startScaleSimulator } from './support/scale-simulator.ts';

const LATENCY_MS = 40;
const MOST_MB = 700;
const MOST_TOLD = 20;

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
      const { accounts } = simulator.configuration;
      const unlike = unexplained(whole.published.resources, spoilt.published, accounts);
      for (const id of unlike.slice(0, MOST_TOLD)) bench.say(`estate-faults: no gap says why: ${id}`);
      for (const detail of new Set(gaps.map((gap) => gap.detail))) bench.say(`estate-faults: not seen: ${detail}`);
      const found = `scale ${bench.scale}: ${whole.published.resources.size.toLocaleString('en-US')} resources, ${spoilt.run.status}, ${gaps.length} gaps`;
      return [
        {
          ...{ name: 'resources that differ, without a gap that says so', unit: 'resources', target: 0 },
          ...{ samples: [unlike.length], note: found },
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
