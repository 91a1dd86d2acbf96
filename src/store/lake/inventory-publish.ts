import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CloudName } from '../../model/cloud.ts';
import type { UnitKey, UnitOutcome } from '../../model/run.ts';
import type { KeptAccount, PublishedInventory } from '../inventory.ts';
import type { LakeFile, Lease, Snapshot } from '../state.ts';
import { wordNumbers } from './cell-table.ts';
import { countChanges } from './count-changes.ts';
import { mergeCoverage, retiredUnits } from './coverage.ts';
import { literal, literals, type Session } from './duckdb.ts';
import { readableLine } from './engine-text.ts';
import { gatherRows } from './gather-rows.ts';
import { STAGED_COLUMNS } from './inventory-rows.ts';
import type { LakeHome } from './lake-home.ts';
import { keepStrays } from './range-tables.ts';
import { ROW_GROUP } from './row-group.ts';
import { rowRanges } from './row-ranges.ts';
import { type StagedTables, writeStaged } from './staged-table.ts';
import { stagedFile, writePieces } from './work.ts';
import { workName } from './work-name.ts';

// Reading a map costs ten times a column, so that common keys are worth one; 64 keeps the files narrow.
const COMMON_KEYS = 24;
const COMMON_SHARE = 0.01;
const MOST_PROMOTED = 64;

interface PublishRun {
  readonly organisation: string;
  readonly id: string;
  readonly cloud: CloudName;
  readonly promotedTags: readonly string[];
  readonly keep?: readonly KeptAccount[];
}

/** The tag keys that get columns: those somebody named, those of the files before, and the common ones. */
async function chooseTags(
  engine: Session,
  staged: string,
  named: readonly string[],
  before: readonly string[],
): Promise<string[]> {
  const common = await engine.all<{ key: string }>(
    `WITH keys AS (SELECT unnest(CAST(CAST(tag_keys AS JSON) AS VARCHAR[])) AS key, resources
       FROM (SELECT tag_keys, count(*) AS resources FROM ${staged} WHERE tag_keys <> '[]' GROUP BY tag_keys))
     SELECT key FROM keys GROUP BY key HAVING sum(resources) >= ${COMMON_SHARE} * (SELECT count(*) FROM ${staged})
     ORDER BY sum(resources) DESC, key LIMIT ${COMMON_KEYS}`,
  );
  return [...new Set([...named, ...before, ...common.map(({ key }) => key)])].slice(0, MOST_PROMOTED).sort();
}

async function writeFiles(
  home: LakeHome,
  engine: Session,
  { organisation, cloud }: PublishRun,
  { staged, next }: { readonly staged: string; readonly next: string },
  promotedTags: readonly string[],
  now: Date,
): Promise<LakeFile[]> {
  const owner = `${literal(organisation)} AS organisation, ${literal(cloud)} AS cloud`;
  const promoted = promotedTags
    .map((key, index) => `, map_extract_value(n.tags, ${literal(key)}) AS tag_${index}`)
    .join('');
  const queries = {
    rows: `SELECT ${owner}, n.* ${promoted} FROM ${next} n`,
    cells: `SELECT ${owner}, *, ${wordNumbers()} FROM next_cells ORDER BY cell`,
    shapes: `SELECT ${owner}, * FROM next_shapes ORDER BY shape`,
    // What the run read itself: a payload is not carried over, and goes after a week.
    payloads: `SELECT ${owner}, account, region, type, id, payload FROM ${staged} WHERE payload IS NOT NULL`,
  };
  const [kept] = await engine.all<{ any: boolean }>(
    `SELECT count(*) > 0 AS any FROM ${staged} WHERE payload IS NOT NULL`,
  );
  const roles = ['rows', 'cells', 'shapes', ...(kept?.any ? (['payloads'] as const) : [])] as const;
  const files: LakeFile[] = [];
  for (const role of roles) {
    let rows = 0;
    const { name, bytes } = await home.writeFile(organisation, cloud, 'inventory', now, async (path) => {
      const [written] = await engine.all<{ Count: bigint }>(
        `COPY (${queries[role]}) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP})`,
      );
      rows = Number(written?.Count);
    });
    await engine.releaseMemory();
    files.push({ name, role, rows, bytes });
  }
  return files;
}

/**
 * Makes a run's staged units visible as one snapshot. The work is done in a folder beside the lake and becomes visible in one
 * transaction of the catalogue; where nothing changed, the new snapshot refers to the earlier files.
 */
export async function publishInventory(
  home: LakeHome,
  run: PublishRun,
  lease: Lease,
  now: Date,
): Promise<PublishedInventory> {
  const { organisation, cloud } = run;
  const { catalogue, runs } = home.state;
  const previous = await catalogue.latest(organisation, cloud, 'inventory');
  const outcomes = await runs.staged(organisation, run.id, 'inventory', cloud);
  const before = previous ? await catalogue.coverage(previous.id) : [];
  const retired = retiredUnits(before, outcomes, run.keep);
  const gone = new Set(retired);
  const coverage = mergeCoverage(
    before.filter((unit) => !gone.has(unit)),
    outcomes,
  );
  const work = join(home.temporary, workName('publish'));
  await mkdir(work, { recursive: true, mode: 0o700 });
  const engine = home.openEngine();
  try {
    return await engine.session((session) => publishFrom(session));
  } finally {
    await engine.close();
    await rm(work, { recursive: true, force: true });
  }

  async function publishFrom(session: Session): Promise<PublishedInventory> {
    // One thread holds a fifth of what two hold that must keep an order between them, and takes little longer.
    await session.run('SET threads = 1');
    const at = (name: string): string => literal(join(work, name));
    const lines = await stagedFile(home.state.runs, work, run, 'inventory', STAGED_COLUMNS);
    const prior = previous && `read_parquet(${literals(home.paths(previous, 'rows'))})`;
    const rows = outcomes.reduce((total, unit) => total + unit.rows, previous?.rows ?? 0);
    const { staged, repeats } = await writeStaged(session, lines, at('staged.parquet'), prior, rows);
    const tables: StagedTables = { staged, prior };
    await keepStrays(session, tables);
    await tellAbsences(session, work, outcomes, retired);
    await session.releaseMemory();
    const ranges = await rowRanges(session, prior ? [staged, prior] : [staged]);
    const { movedResources, ...changes } = await countChanges(session, tables, ranges);
    const promotedTags = await chooseTags(session, staged, run.promotedTags, previous?.promotedTags ?? []);
    const unchanged =
      previous?.detail === 'full' &&
      changes.newResources + changes.modifiedResources + changes.deletedResources + movedResources === 0 &&
      JSON.stringify(previous.promotedTags) === JSON.stringify(promotedTags);
    const write = async (): Promise<LakeFile[]> => {
      const next = await gatherRows(session, tables, ranges, work, now);
      return writeFiles(home, session, run, { staged, next }, promotedTags, now);
    };
    const files = unchanged ? previous.files : await write();
    const snapshot: Snapshot = {
      id: randomUUID(),
      organisation,
      cloud,
      dataset: 'inventory',
      runId: run.id,
      publishedAt: now.toISOString(),
      files,
      rows: files.find(({ role }) => role === 'rows')?.rows ?? 0,
      promotedTags,
      detail: 'full',
    };
    await catalogue.publish(snapshot, coverage, lease);
    return { snapshot, changes, repeats };
  }
}

/** What a row that is not staged means: the units of which nothing is carried over in `whole`, what is gone from units of which only the changes were read in `gone`. */
async function tellAbsences(
  engine: Session,
  work: string,
  outcomes: readonly UnitOutcome[],
  retired: readonly UnitKey[],
): Promise<void> {
  const [whole, gone] = [join(work, 'whole.ndjson'), join(work, 'gone.ndjson')];
  const listed = outcomes.filter(({ status, changesOnly }) => status !== 'failed' && !changesOnly);
  await writePieces(whole, unitLines([...listed, ...retired]));
  await writePieces(gone, goneLines(outcomes));
  const lines = (path: string, columns: string): string =>
    `read_json(${literal(path)}, format = 'newline_delimited', columns = ${columns})`;
  await engine.run(
    `CREATE TEMP TABLE whole AS FROM ${lines(whole, "{account: 'VARCHAR', collected_in: 'VARCHAR', type: 'VARCHAR'}")}`,
  );
  await engine.run(
    `CREATE TEMP TABLE gone AS FROM ${lines(gone, "{account: 'VARCHAR', type: 'VARCHAR', id: 'VARCHAR'}")}`,
  );
}

// As the rows are written, so that both name the same.
function* unitLines(units: readonly UnitKey[]): Iterable<string> {
  for (const { account, region, type } of units) yield `${readableLine({ account, collected_in: region, type })}\n`;
}

function* goneLines(units: readonly UnitOutcome[]): Iterable<string> {
  for (const { account, type, changesOnly } of units)
    for (const id of changesOnly?.deleted ?? []) yield `${readableLine({ account, type, id })}\n`;
}
