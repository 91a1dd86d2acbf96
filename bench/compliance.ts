import type { Bench, Benchmark } from './benchmark.ts';
import type { Measurement } from './report/measurement.ts';
import { bareScan } from './support/bare-scan.ts';
import { POLICY_TAGS } from './support/estate.ts';
import type { EstateHome } from './support/estate-home.ts';
import { type Door, openHttp, openStdio } from './support/mcp-clients.ts';
import { residentMb } from './support/memory.ts';
import { repeated, timed } from './support/timed.ts';

const TOOL = 'check_tag_compliance';
const RUNS = 15;
const FIRSTS = 7;
const COLD_STARTS = 3;
const MOST_MEMORY_MB = 1024;

/** What is promised for an estate of a size, in milliseconds. */
const targetsFor = (resources: number): { first: number; afterwards: number } =>
  resources > 100_000 ? { first: 500, afterwards: 100 } : { first: 100, afterwards: 30 };

/** A question and its times at each door. */
type Times = Map<Door['name'], number[]>;

const timesOf = (doors: readonly Door[]): Times => new Map(doors.map(({ name }) => [name, []]));

/** Asks every door once, one after another, and checks that they counted everything. */
async function askEach(doors: readonly Door[], times: Times, resources: number): Promise<void> {
  for (const door of doors) {
    const { ms, result } = await timed(() => door.ask(TOOL, {}));
    if (result.total_resources !== resources)
      throw new Error(`${door.name} counted ${result.total_resources} of ${resources} resources`);
    times.get(door.name)?.push(ms);
  }
}

async function coldStarts(bench: Bench, { home, resources }: EstateHome, open: typeof openStdio): Promise<Times> {
  const product = await bench.product();
  const times: Times = new Map();
  for (let start = 0; start < COLD_STARTS; start++) {
    const door = await open(product, home);
    try {
      await door.listTools();
      const one = timesOf([door]);
      await askEach([door], one, resources);
      times.set(door.name, [...(times.get(door.name) ?? []), ...(one.get(door.name) ?? [])]);
    } finally {
      await door.close();
    }
  }
  return times;
}

/** Walks through the violations, page after page. */
async function nextPages(door: Door, runs: number): Promise<number[]> {
  let { next_cursor: cursor } = await door.ask(TOOL, {});
  return repeated(runs, async () => {
    if (cursor === undefined) throw new Error('there is no next page');
    ({ next_cursor: cursor } = await door.ask(TOOL, { cursor }));
  });
}

async function measureSize(bench: Bench, resources: number): Promise<Measurement[]> {
  const estate = await bench.estate(resources);
  const product = await bench.product();
  const name = (question: string, door: string) => `${resources.toLocaleString('en-US')}, ${door}: ${question}`;
  bench.say(`compliance of ${resources}: new processes`);
  const cold = new Map([
    ...(await coldStarts(bench, estate, openStdio)),
    ...(await coldStarts(bench, estate, openHttp)),
  ]);
  const doors = [await openStdio(product, estate.home), await openHttp(product, estate.home)];
  try {
    for (const door of doors) await door.listTools();
    // The engine is loaded; from here on every process is warm.
    await askEach(doors, timesOf(doors), resources);

    bench.say(`compliance of ${resources}: afterwards`);
    const same: Times = new Map();
    const otherGroup: Times = new Map();
    const pages: Times = new Map();
    for (const door of doors) {
      same.set(door.name, await repeated(RUNS, () => door.ask(TOOL, {})));
      const groups = ['account', 'region', 'cloud_provider'];
      otherGroup.set(
        door.name,
        await repeated(RUNS, (run) => door.ask(TOOL, { group_by: groups[run % groups.length] })),
      );
      pages.set(door.name, await nextPages(door, RUNS));
    }

    bench.say(`compliance of ${resources}: new policies`);
    const onPolicy = timesOf(doors);
    for (let run = 0; run < FIRSTS; run++) {
      await estate.replacePolicy();
      await askEach(doors, onPolicy, resources);
    }
    bench.say(`compliance of ${resources}: new snapshots`);
    const onSnapshot = timesOf(doors);
    for (let run = 0; run < FIRSTS; run++) {
      await estate.publishAnother();
      await askEach(doors, onSnapshot, resources);
    }
    const scans = await bareScan(estate.home, POLICY_TAGS, RUNS);

    const { first, afterwards } = targetsFor(resources);
    const limit = { what: 'bare scan of the five columns', samples: scans };
    const asked = [
      { question: 'first answer on a new snapshot', times: onSnapshot, target: first },
      { question: 'first answer on a new policy', times: onPolicy, target: first },
      { question: 'the same question again', times: same, target: afterwards },
      { question: 'another group_by', times: otherGroup, target: afterwards },
      { question: 'the next page', times: pages, target: afterwards },
    ];
    return doors.flatMap((door) => [
      ...asked.map(({ question, times, target }): Measurement => {
        const coldSamples = target === first ? cold.get(door.name) : undefined;
        return {
          ...{ name: name(question, door.name), unit: 'ms', samples: times.get(door.name) ?? [], target, limit },
          ...(coldSamples && { cold: coldSamples }),
        };
      }),
      {
        ...{ name: name('peak memory of the server', door.name), unit: 'MB', target: MOST_MEMORY_MB },
        samples: [residentMb(door.pid, 'peak')],
      },
    ]);
  } finally {
    for (const door of doors) await door.close();
  }
}

/** `check_tag_compliance` asked through MCP of the installed product. */
export const compliance: Benchmark = {
  name: 'compliance',
  async run(bench) {
    const measurements: Measurement[] = [];
    for (const resources of bench.sizes) measurements.push(...(await measureSize(bench, resources)));
    return measurements;
  },
};
