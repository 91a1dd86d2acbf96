// Writes an estate into a home as a collection does, in a process of its own whose memory can be told.
// Usage: node write-estate.ts <home> <resources> <generation: 0 writes all, more changes one unit>
import { openStore } from '../../src/store/open.ts';
import { changedUnit, type EstateUnit, estateUnits, POLICY_TAGS } from './estate.ts';
import { residentMb } from './memory.ts';
import { timed } from './timed.ts';

/** What the writing took, as printed. */
export interface WrittenEstate {
  readonly rows: number;
  readonly units: number;
  readonly stageMs: number;
  readonly publishMs: number;
  readonly peakMb: number;
  readonly fileMb: number;
}

const ORGANISATION = 'default';
const LEASE_MS = 3_600_000;

async function writeEstate(home: string, total: number, generation: number): Promise<WrittenEstate> {
  const now = new Date();
  const store = await openStore({ home, organisation: ORGANISATION });
  const { state, inventory } = store;
  const id = `bench-${generation}`;
  await state.runs.start({
    ...{ id, organisation: ORGANISATION, what: ['inventory'], status: 'running', startedAt: now.toISOString() },
    ...{ unitsDone: 0, unitsTotal: 0, accounts: [] },
  });

  let units = 0;
  async function stage({ unit, source, rows }: EstateUnit): Promise<void> {
    // A listing every few milliseconds, as a collection has them.
    const collectedAt = new Date(now.getTime() + units * 7).toISOString();
    const ended = { status: 'ok', collectedAt, durationMs: 1, rows: rows.length, gaps: [] } as const;
    const outcome = { ...unit, ...ended };
    await state.runs.stage(ORGANISATION, id, 'inventory', outcome, await inventory.encode(outcome, source, rows));
    units++;
  }
  const staging = await timed(async () => {
    for (const unit of generation === 0 ? estateUnits(total, now) : [changedUnit(total, now, generation)])
      await stage(unit);
  });

  const lease = await state.leases.acquire(`collect:${ORGANISATION}`, 'bench', now, LEASE_MS);
  if (!lease) throw new Error('somebody else writes into this home');
  const run = { organisation: ORGANISATION, id, cloud: 'aws', promotedTags: POLICY_TAGS } as const;
  const publishing = await timed(() => inventory.publish(run, lease, now));
  await state.leases.release(lease);
  await store.close();
  const { snapshot } = publishing.result;
  return {
    rows: snapshot.rows,
    units,
    stageMs: staging.ms,
    publishMs: publishing.ms,
    peakMb: residentMb(process.pid, 'peak'),
    fileMb: snapshot.files.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20,
  };
}

const [home = '', resources, generation] = process.argv.slice(2);
console.log(JSON.stringify(await writeEstate(home, Number(resources), Number(generation))));
