import type { CloudName } from '../../model/cloud.ts';
import type { Dataset, Run, UnitOutcome } from '../../model/run.ts';
import type { RunState } from '../state.ts';
import type { Database } from './database.ts';

interface StagedRow {
  readonly account: string;
  readonly region: string;
  readonly type: string;
  readonly outcome: string;
  readonly rows: Uint8Array;
}

// Few enough that their rows fit in memory many times over.
const PAGE = 16;

export function runState(database: Database): RunState {
  return {
    async start(run) {
      database.run(
        'INSERT INTO runs (organisation, id, started_at, run) VALUES (?, ?, ?, ?)',
        run.organisation,
        run.id,
        run.startedAt,
        JSON.stringify(run),
      );
    },
    async update(run) {
      const changed = database.run(
        'UPDATE runs SET run = ? WHERE organisation = ? AND id = ?',
        JSON.stringify(run),
        run.organisation,
        run.id,
      );
      if (changed === 0) throw new Error(`run ${run.id} was never started`);
    },
    async get(organisation, id) {
      const row = database.get<{ run: string }>(
        'SELECT run FROM runs WHERE organisation = ? AND id = ?',
        organisation,
        id,
      );
      return row && (JSON.parse(row.run) as Run);
    },
    async list(organisation, limit) {
      return database
        .all<{ run: string }>(
          // As they came: a clock that was ahead once would keep its runs the newest until then.
          'SELECT run FROM runs WHERE organisation = ? ORDER BY rowid DESC LIMIT ?',
          organisation,
          limit,
        )
        .map(({ run }) => JSON.parse(run) as Run);
    },
    async stage(organisation, runId, dataset, outcome, rows) {
      const { cloud, account, region, type } = outcome;
      database.run(
        `INSERT INTO stages (organisation, run_id, dataset, cloud, account, region, type, outcome, rows)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET outcome = excluded.outcome, rows = excluded.rows`,
        organisation,
        runId,
        dataset,
        cloud,
        account,
        region,
        type,
        JSON.stringify(outcome),
        rows,
      );
    },
    async staged(organisation, runId, dataset, cloud) {
      return database
        .all<{ outcome: string }>(
          `SELECT outcome FROM stages WHERE organisation = ? AND run_id = ? AND dataset = ? ${cloud ? 'AND cloud = ?' : ''}
           ORDER BY cloud, account, region, type`,
          organisation,
          runId,
          dataset,
          ...(cloud ? [cloud] : []),
        )
        .map(({ outcome }) => JSON.parse(outcome) as UnitOutcome);
    },
    async stagedClouds(organisation, runId, dataset) {
      return database
        .all<{ cloud: CloudName }>(
          'SELECT DISTINCT cloud FROM stages WHERE organisation = ? AND run_id = ? AND dataset = ? ORDER BY cloud',
          organisation,
          runId,
          dataset,
        )
        .map(({ cloud }) => cloud);
    },
    stagedRows: (organisation, runId, dataset, cloud) => stagedRows(database, organisation, runId, dataset, cloud),
    async dropStagedBefore(organisation, instant) {
      return database.transaction(() => {
        const old = `SELECT DISTINCT s.run_id AS id FROM stages s JOIN runs r ON r.organisation = s.organisation AND r.id = s.run_id
          WHERE s.organisation = ? AND r.started_at < ?`;
        const runs = database.all<{ id: string }>(old, organisation, instant);
        for (const { id } of runs)
          database.run('DELETE FROM stages WHERE organisation = ? AND run_id = ?', organisation, id);
        return runs.length;
      });
    },
  };
}

// Page by page and not with one open statement: an open reader would hold back the write-ahead log of everybody.
async function* stagedRows(
  database: Database,
  organisation: string,
  runId: string,
  dataset: Dataset,
  cloud: CloudName,
): AsyncIterable<{ outcome: UnitOutcome; rows: Uint8Array }> {
  let after = ['', '', ''];
  for (;;) {
    const page = database.all<StagedRow>(
      `SELECT account, region, type, outcome, rows FROM stages
       WHERE organisation = ? AND run_id = ? AND dataset = ? AND cloud = ? AND (account, region, type) > (?, ?, ?)
       ORDER BY account, region, type LIMIT ${PAGE}`,
      organisation,
      runId,
      dataset,
      cloud,
      ...after,
    );
    for (const { outcome, rows } of page) yield { outcome: JSON.parse(outcome) as UnitOutcome, rows };
    const last = page.at(-1);
    if (!last) return;
    after = [last.account, last.region, last.type];
  }
}
