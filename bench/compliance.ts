import type { Bench, Benchmark } from './benchmark.ts';
import type { Measurement } from './report/measurement.ts';
import { type Asked, ask, nothingAsked } from './support/asked.ts';
import { bareScan } from './support/bare-scan.ts';
import { POLICY_TAGS } from './support/estate.ts';
import type { EstateHome } from './support/estate-home.ts';
import { type Answer, type Door, openHttp, openStdio } from './support/mcp-clients.ts';
import { residentMb } from './support/memory.ts';

const TOOL = 'check_tag_compliance';
const RUNS = 15;
const FIRSTS = 7;
const COLD_STARTS = 3;
const MOST_MEMORY_MB = 1024;
const GROUPS = ['account', 'region', 'cloud_provider'];

/** What is promised for an estate of a size, in milliseconds. */
const targetsFor = (resources: number): { first: number; afterwards: number } =>
  resources > 100_000 ? { first: 500, afterwards: 100 } : { first: 100, afterwards: 30 };

interface DoorTimes {
  readonly cold: Asked;
  readonly newSnapshot: Asked;
  readonly newPolicy: Asked;
  readonly again: Asked;
  readonly otherGroup: Asked;
  readonly otherFilter: Asked;
  readonly ofTeam: Asked;
  readonly nextPage: Asked;
}

const noTimes = (): DoorTimes => ({
  cold: nothingAsked(),
  newSnapshot: nothingAsked(),
  newPolicy: nothingAsked(),
  again: nothingAsked(),
  otherGroup: nothingAsked(),
  otherFilter: nothingAsked(),
  ofTeam: nothingAsked(),
  nextPage: nothingAsked(),
});

/** A server at the end of a door, and what asking it took. */
interface Party {
  readonly door: Door;
  readonly times: DoorTimes;
}

/** Asks about everything and checks that everything was counted. */
async function askAll({ door }: Party, asked: Asked, resources: number, input: object = {}): Promise<Answer> {
  const answer = await ask(door, asked, () => door.ask(TOOL, { ...input }));
  if (answer.total_resources === resources) return answer;
  throw new Error(`${door.name} counted ${answer.total_resources} of ${resources} resources`);
}

async function coldStarts(bench: Bench, open: typeof openStdio, { home, resources }: EstateHome): Promise<Asked> {
  const asked = nothingAsked();
  for (let start = 0; start < COLD_STARTS; start++) {
    const door = await open(await bench.product(), home);
    try {
      await door.listTools();
      await askAll({ door, times: noTimes() }, asked, resources);
    } finally {
      await door.close();
    }
  }
  return asked;
}

async function openParty(bench: Bench, open: typeof openStdio, estate: EstateHome): Promise<Party> {
  const cold = await coldStarts(bench, open, estate);
  const party = { door: await open(await bench.product(), estate.home), times: { ...noTimes(), cold } };
  await party.door.listTools();
  // Loads the engine and judges; from here on the process is warm.
  await askAll(party, nothingAsked(), estate.resources);
  return party;
}

async function askAfterwards(party: Party, { resources }: EstateHome): Promise<void> {
  const { door, times } = party;
  for (let run = 0; run < RUNS; run++) await askAll(party, times.again, resources);
  for (let run = 0; run < RUNS; run++)
    await askAll(party, times.otherGroup, resources, { group_by: GROUPS[run % GROUPS.length] });
  for (let run = 0; run < RUNS; run++) {
    // None was asked before.
    const regions = [`region-${run + 1}`, `region-${run + 2}`];
    await ask(door, times.otherFilter, () => door.ask(TOOL, { regions, group_by: 'account' }));
  }
  for (let run = 0; run < RUNS; run++)
    await ask(door, times.ofTeam, () => door.ask(TOOL, { tags: { Team: `team-${run}` } }));
  let { next_cursor: cursor } = await door.ask(TOOL, {});
  for (let run = 0; run < RUNS; run++) {
    if (cursor === undefined) throw new Error('there is no next page');
    const next = { cursor };
    ({ next_cursor: cursor } = await ask(door, times.nextPage, () => door.ask(TOOL, next)));
  }
}

function measurementsOf(
  { door, times }: Party,
  resources: number,
  limit: NonNullable<Measurement['limit']>,
): Measurement[] {
  const { first, afterwards } = targetsFor(resources);
  const about = `${resources.toLocaleString('en-US')}, ${door.name}`;
  const cold = times.cold.samples;
  const timesOf = (question: string, { samples, processorMs }: Asked, target: number): Measurement => ({
    ...{ name: `${about}: ${question}`, unit: 'ms', samples, target, limit },
    processorMs: processorMs / samples.length,
  });
  return [
    { ...timesOf('first answer on a new snapshot', times.newSnapshot, first), cold },
    { ...timesOf('first answer on a new policy', times.newPolicy, first), cold },
    timesOf('the same question again', times.again, afterwards),
    timesOf('another group_by', times.otherGroup, afterwards),
    timesOf('two regions by account', times.otherFilter, afterwards),
    timesOf('resources of a team, by its tag', times.ofTeam, first),
    timesOf('the next page', times.nextPage, afterwards),
    {
      ...{ name: `${about}: peak memory of the server`, unit: 'MB', target: MOST_MEMORY_MB },
      samples: [residentMb(door.pid, 'peak')],
    },
  ];
}

async function measureSize(bench: Bench, resources: number): Promise<Measurement[]> {
  const estate = await bench.estate(resources);
  const parties: Party[] = [];
  try {
    for (const open of [openStdio, openHttp]) {
      bench.say(`compliance of ${resources}: new processes`);
      parties.push(await openParty(bench, open, estate));
    }
    bench.say(`compliance of ${resources}: afterwards`);
    for (const party of parties) await askAfterwards(party, estate);
    bench.say(`compliance of ${resources}: new policies`);
    for (let run = 0; run < FIRSTS; run++) {
      await estate.replacePolicy();
      for (const party of parties) await askAll(party, party.times.newPolicy, resources);
    }
    bench.say(`compliance of ${resources}: new snapshots`);
    for (let run = 0; run < FIRSTS; run++) {
      await estate.publishAnother();
      for (const party of parties) await askAll(party, party.times.newSnapshot, resources);
    }
    const scans = await bareScan(estate.home, POLICY_TAGS, RUNS);
    const limit = { what: 'bare scan of the five columns', samples: scans };
    return parties.flatMap((party) => measurementsOf(party, resources, limit));
  } finally {
    for (const { door } of parties) await door.close();
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
