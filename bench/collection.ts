import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pythonEnvironment } from '../scripts/python-environment.ts';
import { openApp } from '../src/app.ts';
import { loadConfig } from '../src/config/config.ts';
import { startMoto } from '../test/emulators/moto.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import type { Measurement } from './report/measurement.ts';
import { median } from './report/statistics.ts';
import { BUCKETS, CREDENTIALS, HOME_REGION, makeBuckets, replayBuckets } from './support/buckets.ts';
import { startCountingProxy } from './support/counting-proxy.ts';
import { emptyHome } from './support/empty-home.ts';
import { timed } from './support/timed.ts';

const REQUIREMENTS = join(import.meta.dirname, '../test/emulators/requirements.txt');
const RUNS = 7;
const MOST_TIMES = 2;

/** From nothing to a published snapshot of the buckets, as `collect_data` does it. */
async function collectBuckets(bench: Bench, endpoint: string): Promise<number> {
  const home = await emptyHome(bench);
  const configuration = { accounts: [{ cloud: 'aws', endpoint, regions: [HOME_REGION] }] };
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'cloudoptima.json'), JSON.stringify(configuration));
  const app = openApp(await loadConfig({ home, environment: {} }));
  try {
    const { collection, organisation } = await app.context();
    const run = await collection.run(
      { organisation, clouds: ['aws'], resourceTypes: ['s3:bucket'], what: ['inventory'] },
      { signal: AbortSignal.timeout(600_000), progress: () => undefined },
    );
    if (run.status !== 'success') throw new Error(`the collection ended as ${run.status}`);
    return run.accounts.reduce((sum, { rows }) => sum + rows, 0);
  } finally {
    await app.close();
  }
}

type Way = (endpoint: string) => Promise<number>;

async function checked(way: Way, endpoint: string): Promise<number> {
  const { ms, result } = await timed(() => way(endpoint));
  if (result !== BUCKETS) throw new Error(`${result} of ${BUCKETS} buckets were seen`);
  return ms;
}

async function callsOf(way: Way, endpoint: string): Promise<number> {
  const proxy = await startCountingProxy(endpoint);
  try {
    await checked(way, proxy.url);
    return proxy.calls();
  } finally {
    await proxy.close();
  }
}

async function compare(bench: Bench, endpoint: string): Promise<Measurement[]> {
  const product: Way = (url) => collectBuckets(bench, url);
  bench.say('collection: counting the calls');
  const calls = { product: await callsOf(product, endpoint), replay: await callsOf(replayBuckets, endpoint) };
  const cold = { product: await checked(product, endpoint), replay: await checked(replayBuckets, endpoint) };
  const samples = { product: [] as number[], replay: [] as number[] };
  for (let run = 0; run < RUNS; run++) {
    bench.say(`collection: run ${run + 1} of ${RUNS}`);
    // In turns, because an emulator and a machine have good and bad minutes.
    samples.replay.push(await checked(replayBuckets, endpoint));
    samples.product.push(await checked(product, endpoint));
  }
  const ratios = samples.product.map((ms, run) => ms / (samples.replay[run] ?? median(samples.replay)));
  return [
    {
      ...{ name: `collecting ${BUCKETS} buckets`, unit: 'ms', samples: samples.product, cold: [cold.product] },
      limit: { what: 'the SDK alone', samples: samples.replay },
    },
    { name: 'collection, times the SDK alone', unit: 'times', samples: ratios, target: MOST_TIMES },
    { name: 'calls of the product', unit: 'calls', samples: [calls.product] },
    { name: 'calls of the SDK alone', unit: 'calls', samples: [calls.replay] },
  ];
}

/** Collecting buckets from an emulated AWS, beside the same calls without the product. */
export const collection: Benchmark = {
  name: 'collection',
  async run(bench) {
    process.env.AWS_ACCESS_KEY_ID = CREDENTIALS.accessKeyId;
    process.env.AWS_SECRET_ACCESS_KEY = CREDENTIALS.secretAccessKey;
    const moto = await startMoto(pythonEnvironment(REQUIREMENTS));
    try {
      bench.say('collection: making the buckets');
      await makeBuckets(moto.url);
      return await compare(bench, moto.url);
    } finally {
      await moto.stop();
    }
  },
};
