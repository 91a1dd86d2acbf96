import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import type { Catalogue, LakeFile, Snapshot } from '../state.ts';
import { type UnitTable, unitsOf, unitTable } from '../unit-table.ts';
import { chargeCatalogue } from './charge-catalogue.ts';
import { coverageOf } from './coverage-text.ts';
import type { Database } from './database.ts';
import { checkFence } from './leases.ts';
import { unitBytes, unitTableOf } from './unit-bytes.ts';

interface SnapshotRow extends Omit<Snapshot, 'files' | 'promotedTags'> {
  readonly promotedTags: string;
  readonly files: string;
}

// One statement reads one state: the files can't be those of a snapshot that was thinned in between.
const SELECT_SNAPSHOT = `SELECT id, organisation, cloud, dataset, run_id AS runId, published_at AS publishedAt, rows,
  promoted_tags AS promotedTags, detail,
  (SELECT json_group_array(json_object('name', name, 'role', role, 'rows', rows, 'bytes', bytes) ORDER BY position)
   FROM snapshot_files f WHERE f.organisation = snapshots.organisation AND f.snapshot = snapshots.id) AS files
  FROM snapshots WHERE organisation = ? AND cloud = ? AND dataset = ?`;

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

const JSON_TEXT = 1;
const NUMBERS = 2;

export function catalogue(database: Database): Catalogue {
  async function units(snapshotId: string): Promise<UnitTable> {
    const row = database.get<{ units: Uint8Array; format: number }>(
      `SELECT c.units, c.format FROM snapshots s JOIN snapshot_coverage c ON c.organisation = s.organisation AND c.snapshot = s.id
       WHERE s.id = ?`,
      snapshotId,
    );
    if (!row) return unitTable([]);
    const bytes = await decompress(row.units);
    return row.format === JSON_TEXT ? unitTable(coverageOf(bytes.toString())) : unitTableOf(bytes);
  }

  return {
    async latest(organisation, cloud, dataset, at) {
      const until = at === undefined ? '' : 'AND published_at <= ?';
      const row = database.get<SnapshotRow>(
        `${SELECT_SNAPSHOT} ${until} ORDER BY sequence DESC LIMIT 1`,
        organisation,
        cloud,
        dataset,
        ...(at === undefined ? [] : [at]),
      );
      return row && snapshotOf(row);
    },
    async snapshots(organisation, cloud, dataset) {
      return database
        .all<SnapshotRow>(`${SELECT_SNAPSHOT} ORDER BY sequence DESC`, organisation, cloud, dataset)
        .map(snapshotOf);
    },
    units,
    coverage: async (snapshotId) => unitsOf(await units(snapshotId)),
    async publish(snapshot, coverage, lease) {
      const bytes = await compress(unitBytes(unitTable(coverage)));
      const { organisation, id, runId, dataset, cloud } = snapshot;
      database.transaction(() => {
        checkFence(database, lease);
        insertSnapshot(database, snapshot);
        insertFiles(database, snapshot);
        database.run(
          'INSERT INTO snapshot_coverage (organisation, snapshot, units, format) VALUES (?, ?, ?, ?)',
          organisation,
          id,
          bytes,
          NUMBERS,
        );
        database.run(
          'DELETE FROM stages WHERE organisation = ? AND run_id = ? AND dataset = ? AND cloud = ?',
          organisation,
          runId,
          dataset,
          cloud,
        );
      });
    },
    async replace(snapshotId, by, lease) {
      database.transaction(() => {
        checkFence(database, lease);
        if (by) thin(database, snapshotId, by);
        else database.run('DELETE FROM snapshots WHERE id = ?', snapshotId);
      });
    },
    ...chargeCatalogue(database),
    async listedFiles() {
      const rows = database.all<{ name: string }>(
        'SELECT name FROM snapshot_files UNION SELECT file AS name FROM charge_periods',
      );
      return new Set(rows.map(({ name }) => name));
    },
  };
}

const snapshotOf = (row: SnapshotRow): Snapshot => ({
  ...row,
  files: JSON.parse(row.files) as LakeFile[],
  promotedTags: JSON.parse(row.promotedTags) as string[],
});

function insertSnapshot(database: Database, snapshot: Snapshot): void {
  const { organisation, id, cloud, dataset, runId, publishedAt, rows, promotedTags, detail } = snapshot;
  database.run(
    `INSERT INTO snapshots (organisation, id, cloud, dataset, run_id, published_at, rows, promoted_tags, detail)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    organisation,
    id,
    cloud,
    dataset,
    runId,
    publishedAt,
    rows,
    JSON.stringify(promotedTags),
    detail,
  );
}

function insertFiles(database: Database, { organisation, id, files }: Snapshot): void {
  for (const [position, { name, role, rows, bytes }] of files.entries())
    database.run(
      `INSERT INTO snapshot_files (organisation, snapshot, position, name, role, rows, bytes)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      organisation,
      id,
      position,
      name,
      role,
      rows,
      bytes,
    );
}

// In its place in the order: a thinned snapshot is not a newer one.
function thin(database: Database, snapshotId: string, by: Snapshot): void {
  const changed = database.run(
    'UPDATE snapshots SET id = ?, rows = ?, promoted_tags = ?, detail = ? WHERE id = ? AND organisation = ?',
    by.id,
    by.rows,
    JSON.stringify(by.promotedTags),
    by.detail,
    snapshotId,
    by.organisation,
  );
  if (changed === 0) throw new Error(`there is no snapshot ${snapshotId} to replace`);
  database.run('DELETE FROM snapshot_files WHERE organisation = ? AND snapshot = ?', by.organisation, by.id);
  insertFiles(database, by);
}
