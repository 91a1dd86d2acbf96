import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CloudName } from '../../model/cloud.ts';
import type { InventoryChanges, UnitKey, UnitOutcome } from '../../model/run.ts';
import type { KeptAccount, PublishedInventory, RepeatedRows } from '../inventory.ts';
import type { LakeFile, Lease, Snapshot } from '../state.ts';
import { wordNumbers } from './cell-table.ts';
import { AMOUNT } from './charges-rows.ts';
import { mergeCoverage, retiredUnits } from './coverage.ts';
import { literal, type Session } from './duckdb.ts';
import { KEPT_COLUMNS, STAGED_COLUMNS } from './inventory-rows.ts';
import type { LakeHome } from './lake-home.ts';
import { stagedFile, writePieces } from './work.ts';
import { workName } from './work-name.ts';

// Reading a map costs ten times a column, so that common keys are worth one; 64 keeps the files narrow.
const COMMON_KEYS = 24;
const COMMON_SHARE = 0.01;
const MOST_PROMOTED = 64;
// Small enough that a page of a list decodes little and that threads share an estate of any size, large enough for the
// dictionaries to pay.
const ROW_GROUP = 20_480;

interface PublishRun {
  readonly organisation: string;
  readonly id: string;
  readonly cloud: CloudName;
  readonly promotedTags: readonly string[];
  readonly keep?: readonly KeptAccount[];
}

/** Where the parts of one publication lie while they are put together; all are SQL table expressions. */
interface Parts {
  readonly staged: string;
  /** The rows of the snapshot before, undefined when there is none. */
  readonly prior: string | undefined;
  /** Account, region and type of the units of which nothing is carried over: listed whole, or kept no longer. */
  readonly whole: string;
  /** Account, type and id of what is gone from units of which only the changes were read. */
  readonly gone: string;
  /** Where the rows of the new snapshot are gathered. */
  readonly next: string;
}

interface StagedRows {
  /** Each resource once, as a table expression. */
  readonly staged: string;
  readonly repeats: readonly RepeatedRows[];
}

/** The staged rows as a table. Two listings may tell of one resource: one of them says how it is, always the same one. */
async function eachOnce(engine: Session, lines: string, at: (name: string) => string): Promise<StagedRows> {
  const [all, once] = [at('staged.parquet'), at('once.parquet')];
  await engine.run(`COPY (SELECT * FROM ${lines}) TO ${all} (FORMAT parquet)`);
  const [found] = await engine.all<{ twice: boolean }>(
    `SELECT count(*) > count(DISTINCT id) AS twice FROM read_parquet(${all})`,
  );
  if (!found?.twice) return { staged: `read_parquet(${all})`, repeats: [] };
  await engine.run(
    `COPY (SELECT DISTINCT ON (id) * FROM read_parquet(${all}) ORDER BY id, account, type, collected_in)
     TO ${once} (FORMAT parquet)`,
  );
  const repeats = await engine.all<{ account: string; rows: bigint }>(
    `SELECT account, sum(rows) AS rows
     FROM (SELECT account, count(*) AS rows FROM read_parquet(${all}) GROUP BY account
           UNION ALL SELECT account, -count(*) FROM read_parquet(${once}) GROUP BY account)
     GROUP BY account HAVING sum(rows) > 0 ORDER BY account`,
  );
  return {
    staged: `read_parquet(${once})`,
    repeats: repeats.map(({ account, rows }) => ({ account, rows: Number(rows) })),
  };
}

/** What differs between the staged rows and the snapshot before; absence counts only where the listing was whole. */
async function countChanges(engine: Session, { staged, prior, whole, gone }: Parts): Promise<InventoryChanges> {
  if (prior === undefined) {
    const [count] = await engine.all<{ rows: bigint }>(`SELECT count(*) AS rows FROM ${staged}`);
    return { newResources: Number(count?.rows), modifiedResources: 0, deletedResources: 0 };
  }
  const [counts] = await engine.all<{ added: bigint; modified: bigint; deleted: bigint }>(
    `SELECT (SELECT count(*) FROM ${staged} s ANTI JOIN ${prior} p USING (id)) AS added,
       (SELECT count(*) FROM ${staged} s JOIN ${prior} p USING (id) WHERE s.content_hash <> p.content_hash) AS modified,
       (SELECT count(*) FROM ${prior} p ANTI JOIN ${staged} s USING (id)
        WHERE (account, type, id) IN (SELECT (account, type, id) FROM ${gone})
           OR (account, collected_in, type) IN (SELECT (account, collected_in, type) FROM ${whole})) AS deleted`,
  );
  return {
    newResources: Number(counts?.added),
    modifiedResources: Number(counts?.modified),
    deletedResources: Number(counts?.deleted),
  };
}

/** The tag keys that get columns: those somebody named, those of the files before, and the common ones. */
async function chooseTags(
  engine: Session,
  { staged }: Parts,
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

/** The staged rows, and of the rows before those that the run did not list whole and did not see. */
async function gather(
  engine: Session,
  { staged, prior, whole, gone, next }: Parts,
  target: string,
  now: Date,
): Promise<void> {
  const kept = KEPT_COLUMNS.join(', ');
  const updated = literal(now.toISOString());
  const fresh = prior
    ? `SELECT s.*, coalesce(b.last_updated, ${updated}) AS last_updated,
         b.hourly_cost, b.monthly_cost, b.cost_currency
       FROM ${staged} s LEFT JOIN (SELECT id, content_hash, last_updated, hourly_cost, monthly_cost, cost_currency FROM ${prior}) b USING (id, content_hash)`
    : `SELECT *, ${updated} AS last_updated, NULL AS hourly_cost, NULL AS monthly_cost, CAST(NULL AS VARCHAR) AS cost_currency FROM ${staged}`;
  const carried = prior
    ? `UNION ALL SELECT ${kept} FROM ${prior} p ANTI JOIN ${whole} w USING (account, collected_in, type) ANTI JOIN ${staged} s USING (id)
         ANTI JOIN ${gone} g USING (account, type, id)`
    : '';
  await engine.run(
    `COPY (SELECT * REPLACE (CAST(hourly_cost AS ${AMOUNT}) AS hourly_cost, CAST(monthly_cost AS ${AMOUNT}) AS monthly_cost)
           FROM (SELECT ${kept} FROM (${fresh}) ${carried}))
     TO ${target} (FORMAT parquet)`,
  );
  await engine.run(
    `CREATE TEMP TABLE next_cells AS
     SELECT CAST(row_number() OVER (ORDER BY account, region, type) - 1 AS INTEGER) AS cell, *
     FROM (SELECT account, region, type, any_value(kind) AS kind, bool_or(taggable) AS taggable, CAST(count(*) AS INTEGER) AS resources
           FROM ${next} GROUP BY account, region, type)`,
  );
  await engine.run(
    `CREATE TEMP TABLE next_shapes AS
     SELECT CAST(row_number() OVER (ORDER BY type, tag_keys, empty_keys, taggable) - 1 AS INTEGER) AS shape, *
     FROM (SELECT type, tag_keys, empty_keys, taggable, any_value(kind) AS kind, CAST(count(*) AS INTEGER) AS resources
           FROM ${next} GROUP BY type, tag_keys, empty_keys, taggable)`,
  );
}

async function writeFiles(
  home: LakeHome,
  engine: Session,
  { organisation, cloud }: PublishRun,
  { staged, next }: Parts,
  promotedTags: readonly string[],
  now: Date,
): Promise<LakeFile[]> {
  const owner = `${literal(organisation)} AS organisation, ${literal(cloud)} AS cloud`;
  const promoted = promotedTags
    .map((key, index) => `, map_extract_value(n.tags, ${literal(key)}) AS tag_${index}`)
    .join('');
  const queries = {
    rows: `SELECT ${owner}, n.*, c.cell, h.shape ${promoted} FROM ${next} n JOIN next_cells c USING (account, region, type)
             JOIN next_shapes h ON h.type = n.type AND h.taggable = n.taggable AND h.empty_keys = n.empty_keys AND h.tag_keys IS NOT DISTINCT FROM n.tag_keys
           ORDER BY n.account, n.region, n.type, n.id`,
    cells: `SELECT ${owner}, *, ${wordNumbers()} FROM next_cells ORDER BY cell`,
    shapes: `SELECT ${owner}, * FROM next_shapes ORDER BY shape`,
    // What the run read itself: a payload is not carried over, and goes after a week.
    payloads: `SELECT ${owner}, account, region, type, id, payload FROM ${staged} WHERE payload IS NOT NULL ORDER BY type, id`,
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
  const outcomes = (await runs.staged(organisation, run.id, 'inventory')).filter((unit) => unit.cloud === cloud);
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
    const at = (name: string): string => literal(join(work, name));
    const lines = await stagedFile(home.state.runs, work, run, 'inventory', STAGED_COLUMNS);
    const { staged, repeats } = await eachOnce(session, lines, at);
    const parts: Parts = {
      staged,
      prior: previous && `read_parquet([${home.paths(previous, 'rows').map(literal).join(', ')}])`,
      whole: `read_json(${at('whole.ndjson')}, format = 'newline_delimited',
                columns = {account: 'VARCHAR', collected_in: 'VARCHAR', type: 'VARCHAR'})`,
      gone: `read_json(${at('gone.ndjson')}, format = 'newline_delimited',
                columns = {account: 'VARCHAR', type: 'VARCHAR', id: 'VARCHAR'})`,
      next: `read_parquet(${at('next.parquet')})`,
    };
    const whole = outcomes.filter(({ status, changesOnly }) => status !== 'failed' && !changesOnly);
    await writePieces(join(work, 'whole.ndjson'), unitLines([...whole, ...retired]));
    await writePieces(join(work, 'gone.ndjson'), goneLines(outcomes));
    const changes = await countChanges(session, parts);
    const promotedTags = await chooseTags(session, parts, run.promotedTags, previous?.promotedTags ?? []);
    const unchanged =
      previous?.detail === 'full' &&
      changes.newResources + changes.modifiedResources + changes.deletedResources === 0 &&
      JSON.stringify(previous.promotedTags) === JSON.stringify(promotedTags);
    if (!unchanged) await gather(session, parts, at('next.parquet'), now);
    const files = unchanged ? previous.files : await writeFiles(home, session, run, parts, promotedTags, now);
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

function* unitLines(units: readonly UnitKey[]): Iterable<string> {
  for (const { account, region, type } of units) yield `${JSON.stringify({ account, collected_in: region, type })}\n`;
}

function* goneLines(units: readonly UnitOutcome[]): Iterable<string> {
  for (const { account, type, changesOnly } of units)
    for (const id of changesOnly?.deleted ?? []) yield `${JSON.stringify({ account, type, id })}\n`;
}
