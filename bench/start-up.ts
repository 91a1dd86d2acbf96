import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench, Benchmark } from './benchmark.ts';
import type { Measurement } from './report/measurement.ts';
import { emptyHome } from './support/empty-home.ts';
import { firstAnswer, OPENINGS } from './support/first-answer.ts';
import type { InstalledProduct } from './support/installed-product.ts';
import { runCommand } from './support/run-command.ts';
import { repeated } from './support/timed.ts';

const RUNS = 15;
const NPX_RUNS = 7;
const IDLE_RUNS = 3;
const IDLE_MS = 2000;
const MOST_MS = 250;
const MOST_IDLE_MB = 150;
const ERAS = Object.keys(OPENINGS) as (keyof typeof OPENINGS)[];

type Start = Pick<Parameters<typeof firstAnswer>[0], 'command' | 'args' | 'cwd' | 'environment'>;

/** The ways in which a client's configuration starts the product. */
function startsOf(product: InstalledProduct, home: string): { direct: Start; command: Start; npx: Start } {
  const { folder: cwd, environment, launcher, command } = product;
  const args = ['mcp', '--home', home];
  return {
    direct: { command: process.execPath, args: [launcher, ...args], cwd, environment },
    command: { command, args, cwd, environment },
    npx: { command: 'npx', args: ['--no-install', 'cloudoptima', ...args], cwd, environment },
  };
}

async function samplesOf(start: Start, opening: keyof typeof OPENINGS, runs: number): Promise<number[]> {
  await firstAnswer({ ...start, opening });
  const samples: number[] = [];
  for (let run = 0; run < runs; run++) samples.push((await firstAnswer({ ...start, opening })).ms);
  return samples;
}

/** The first start after an installation: nothing of the code was compiled before. */
async function firstEver({ temporary }: Bench, start: Start, opening: keyof typeof OPENINGS): Promise<number[]> {
  const samples: number[] = [];
  for (let run = 0; run < IDLE_RUNS; run++) {
    const cache = await mkdtemp(join(temporary, 'compile-cache-'));
    const environment = { ...start.environment, NODE_COMPILE_CACHE: cache };
    samples.push((await firstAnswer({ ...start, environment, opening })).ms);
  }
  return samples;
}

async function idleMemory(start: Start): Promise<number[]> {
  const samples: number[] = [];
  for (let run = 0; run < IDLE_RUNS; run++)
    samples.push((await firstAnswer({ ...start, opening: 'initialize', idleMs: IDLE_MS })).idleMb);
  return samples;
}

/** From the start of the installed product to its first answer over stdio. */
export const startUp: Benchmark = {
  name: 'start-up',
  async run(bench) {
    const product = await bench.product();
    const homes = [{ words: 'an empty home', home: await emptyHome(bench) }];
    for (const resources of bench.sizes.slice(-1))
      homes.push({
        words: `${resources.toLocaleString('en-US')} resources`,
        home: (await bench.estate(resources)).home,
      });
    bench.say('start-up: node alone');
    const node = () => runCommand(process.execPath, ['-e', '0'], { environment: product.environment });
    await node();
    const limit = { what: 'node -e 0', samples: await repeated(RUNS, node) };
    const measurements: Measurement[] = [];
    for (const { words, home } of homes) {
      const { direct, command, npx } = startsOf(product, home);
      for (const opening of ERAS) {
        bench.say(`start-up: ${opening} with ${words}`);
        measurements.push({
          ...{ name: `spawn to ${opening}, ${words}`, unit: 'ms', target: MOST_MS, limit },
          samples: await samplesOf(direct, opening, RUNS),
          cold: await firstEver(bench, direct, opening),
        });
      }
      const beside = { unit: 'ms', limit } as const;
      measurements.push(
        { name: `the same as a command, ${words}`, ...beside, samples: await samplesOf(command, 'initialize', RUNS) },
        { name: `the same through npx, ${words}`, ...beside, samples: await samplesOf(npx, 'initialize', NPX_RUNS) },
        { name: `idle memory, ${words}`, unit: 'MB', target: MOST_IDLE_MB, samples: await idleMemory(direct) },
      );
    }
    return measurements;
  },
};
