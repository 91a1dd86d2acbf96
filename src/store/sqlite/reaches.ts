import type { ReachRecord, ReachState } from '../state.ts';
import type { Database } from './database.ts';

export function reachState(database: Database): ReachState {
  const where = 'organisation = ? AND cloud = ? AND dataset = ?';
  return {
    async record(reach) {
      database.run(
        `INSERT INTO reaches (organisation, cloud, dataset, reach) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET reach = excluded.reach`,
        reach.organisation,
        reach.cloud,
        reach.dataset,
        JSON.stringify(reach),
      );
    },
    async get(organisation, cloud, dataset) {
      const row = database.get<{ reach: string }>(
        `SELECT reach FROM reaches WHERE ${where}`,
        organisation,
        cloud,
        dataset,
      );
      return row && (JSON.parse(row.reach) as ReachRecord);
    },
  };
}
