// Usage: npm run bench [-- --quick] [-- --only <name>] [-- --scale 0.1]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench, Benchmark } from './benchmark.ts';
import { collection } from './collection.ts';
import { compliance } from './compliance.ts';
import { estateCollection } from './estate-collection.ts';
import { estateFaults } from './estate-faults.ts';
import { publish } from './publish.ts';
import { type BenchmarkResult, keepResults, markdownReport } from './report/results.ts';
import { startUp } from './start-up.ts';
import { type EstateHome, makeEstateHome } from './support/estate-home.ts';
import { type InstalledProduct, installProduct } from './support/installed-product.ts';
import { describeMachine, loadAverage } from './support/machine.ts';
import { toolList } from './tool-list.ts';

const BENCHMARKS: readonly Benchmark[] = [
  toolList,
  startUp,
  collection,
  estateCollection,
  estateFaults,
  publish,
  compliance,
];
const SMALL = 100_000;
const LARGE = 1_000_000;

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    // Of the estate that is collected: less than the whole takes less time, and is no record.
    scale: { type: 'string' },
  },
});
const scale = Number(options.scale ?? (options.quick ? '0.05' : '1'));
if (!(scale > 0 && scale <= 10))
  throw new Error('A scale is a number above 0: 1 is the whole estate, 0.1 a tenth of it.');
const chosen = BENCHMARKS.filter(({ name }) => options.only?.includes(name) ?? true);
if (chosen.length === 0)
  throw new Error(`There is no such benchmark; there are ${BENCHMARKS.map(({ name }) => name).join(', ')}.`);

const say = (words: string): void => console.error(`[load ${loadAverage()}] ${words}`);

function benchIn(temporary: string): Bench {
  let product: Promise<InstalledProduct> | undefined;
  const estates = new Map<number, Promise<EstateHome>>();
  return {
    ...{ quick: options.quick, scale },
    sizes: options.quick ? [SMALL] : [SMALL, LARGE],
    temporary,
    say,
    product() {
      if (!product) say('building, packing and installing');
      product ??= installProduct(join(temporary, 'installed'));
      return product;
    },
    estate(resources) {
      const known = estates.get(resources);
      if (known) return known;
      say(`writing ${resources} resources`);
      const made = makeEstateHome(join(temporary, `estate-${resources}`), resources);
      estates.set(resources, made);
      return made;
    },
  };
}

async function measure(benchmark: Benchmark, bench: Bench): Promise<Omit<BenchmarkResult, 'machine'>> {
  say(benchmark.name);
  const startedAt = new Date().toISOString();
  const loadBefore = loadAverage();
  const measurements = await benchmark.run(bench);
  return { name: benchmark.name, startedAt, loadBefore, loadAfter: loadAverage(), measurements };
}

const temporary = await mkdtemp(join(tmpdir(), 'bench-'));
const machine = describeMachine();
const results: BenchmarkResult[] = [];
try {
  const bench = benchIn(temporary);
  for (const benchmark of chosen) {
    const result = { machine, ...(await measure(benchmark, bench)) };
    results.push(result);
    // At once, so that a later failure loses nothing. What was only quick or small is no record.
    if (!options.quick && scale === 1) await keepResults(result);
  }
} finally {
  await rm(temporary, { recursive: true, force: true });
  console.log(markdownReport(results));
}
