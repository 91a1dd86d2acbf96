import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import type { MetricPoint } from '../../model/metric.ts';
import type { MetricLake } from '../metrics.ts';
import type { Lease, Snapshot } from '../state.ts';
import { mergeCoverage } from './coverage.ts';
import { literal, literals, type Session } from './duckdb.ts';
import { readAgain } from './files.ts';
import type { LakeHome } from './lake-home.ts';
import { stagedFile, writePieces } from './work.ts';
import { workName } from './work-name.ts';

type MetricRun = Parameters<MetricLake['publish']>[0];

const POINT = 'account, region, type, resource_id, metric, statistic, day';
const COLUMNS = `${POINT}, value`;
const STAGED = `{account: 'VARCHAR', region: 'VARCHAR', type: 'VARCHAR', resource_id: 'VARCHAR', metric: 'VARCHAR',
  statistic: 'VARCHAR', day: 'DATE', value: 'DOUBLE'}`;
// Sorted by resource, so that the points of one are in one group of rows.
const ROW_GROUP = 61_440;

/** The metrics as snapshots in Parquet, kept as the inventory is. */
export function metricLake(home: LakeHome): MetricLake {
  const { catalogue } = home.state;
  const latest: MetricLake['latest'] = (organisation, cloud) => catalogue.latest(organisation, cloud, 'metrics');
  return {
    encode({ account, region, type }, points) {
      const lines = points.map(({ resourceId, metric, statistic, day, value }) => {
        // JSON would make it null, which nobody could tell from an unknown.
        if (!Number.isFinite(value)) throw new TypeError(`${metric} of ${resourceId} on ${day} is ${value}`);
        return `${JSON.stringify({ account, region, type, resource_id: resourceId, metric, statistic, day, value })}\n`;
      });
      return zstdCompressSync(lines.join(''));
    },
    publish: (run, lease, now) => publish(home, run, lease, now),
    latest,
    async of(snapshot, resourceId) {
      return readAgain<Snapshot | undefined, MetricPoint[]>(
        snapshot,
        () => latest(snapshot.organisation, snapshot.cloud),
        async (current) => (current ? pointsOf(home, current, resourceId) : []),
      );
    },
  };
}

const pointsOf = (home: LakeHome, snapshot: Snapshot, resourceId: string): Promise<MetricPoint[]> =>
  home.reader().all<MetricPoint>(
    `SELECT resource_id AS "resourceId", metric, statistic, day, value FROM ${rowsOf(home, snapshot)}
     WHERE resource_id = $1 ORDER BY metric, statistic, day`,
    [resourceId],
  );

const rowsOf = (home: LakeHome, snapshot: Snapshot): string =>
  `read_parquet(${literals(home.paths(snapshot, 'rows'))})`;

async function publish(home: LakeHome, run: MetricRun, lease: Lease, now: Date): Promise<Snapshot> {
  const work = join(home.temporary, workName('publish'));
  await mkdir(work, { mode: 0o700 });
  const engine = home.openEngine();
  try {
    return await engine.session((session) => publishFrom(home, session, work, run, lease, now));
  } finally {
    await engine.close();
    await rm(work, { recursive: true, force: true });
  }
}

async function publishFrom(
  home: LakeHome,
  session: Session,
  work: string,
  run: MetricRun,
  lease: Lease,
  now: Date,
): Promise<Snapshot> {
  const { organisation, cloud } = run;
  const { catalogue, runs } = home.state;
  const previous = await catalogue.latest(organisation, cloud, 'metrics');
  const outcomes = await runs.staged(organisation, run.id, 'metrics', cloud);
  const whole = outcomes.filter(({ status }) => status !== 'failed');
  await session.run(
    `CREATE TEMP TABLE staged AS SELECT * FROM ${await stagedFile(home.state.runs, work, run, 'metrics', STAGED)}`,
  );
  const units = await jsonTable(
    join(work, 'whole.ndjson'),
    whole.map(({ account, region, type }) => `${JSON.stringify({ account, region, type })}\n`),
    `{account: 'VARCHAR', region: 'VARCHAR', type: 'VARCHAR'}`,
  );
  // Of the points before, those of units that were not read whole now, unless they were seen again all the same.
  const carried = previous
    ? `UNION ALL SELECT ${COLUMNS} FROM ${rowsOf(home, previous)} ANTI JOIN ${units} USING (account, region, type)
       ANTI JOIN staged USING (${POINT})`
    : '';
  await session.run(`CREATE TEMP TABLE points AS SELECT ${COLUMNS} FROM staged ${carried}`);
  const [content] = await session.all<Content>(contentOf('points'));
  const [before] = previous ? await session.all<Content>(contentOf(rowsOf(home, previous))) : [];
  const unchanged = previous && content && before && content.rows === before.rows && content.hash === before.hash;
  const files = unchanged ? previous.files : await writePoints(home, session, run, content?.rows ?? 0, now);
  const snapshot: Snapshot = {
    id: randomUUID(),
    organisation,
    cloud,
    dataset: 'metrics',
    runId: run.id,
    publishedAt: now.toISOString(),
    files,
    rows: content?.rows ?? 0,
    promotedTags: [],
    detail: 'full',
  };
  const coverage = mergeCoverage(previous ? await catalogue.coverage(previous.id) : [], outcomes);
  await catalogue.publish(snapshot, coverage, lease);
  return snapshot;
}

interface Content {
  readonly rows: number;
  readonly hash: string;
}

// Sums of two hashes of each row: the same points in any order, however often each, give the same.
const contentOf = (table: string): string =>
  `SELECT count(*) AS rows, concat(sum(hash(${COLUMNS})::HUGEINT), ' ', sum(hash('again', ${COLUMNS})::HUGEINT)) AS hash
   FROM ${table}`;

async function writePoints(home: LakeHome, session: Session, run: MetricRun, rows: number, now: Date) {
  const { organisation, cloud } = run;
  const { name, bytes } = await home.writeFile(organisation, cloud, 'metrics', now, (path) =>
    session.run(
      `COPY (SELECT ${literal(organisation)} AS organisation, ${literal(cloud)} AS cloud, * FROM points
         ORDER BY resource_id, metric, statistic, day)
       TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP})`,
    ),
  );
  return [{ name, role: 'rows' as const, rows, bytes }];
}

async function jsonTable(path: string, lines: readonly string[], columns: string): Promise<string> {
  await writePieces(path, lines);
  return `read_json(${literal(path)}, format = 'newline_delimited', columns = ${columns})`;
}
