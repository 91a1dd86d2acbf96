import type { PolicyState, PolicyVersion } from '../state.ts';
import type { Database } from './database.ts';

export function policyState(database: Database): PolicyState {
  return {
    async remember({ organisation, version, source, content, firstSeenAt }) {
      database.run(
        `INSERT INTO policies (organisation, version, source, content, first_seen_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING`,
        ...[organisation, version, source, content, firstSeenAt],
      );
    },
    async versions(organisation) {
      return database
        .all<PolicyVersion>(
          `SELECT organisation, version, source, content, first_seen_at AS firstSeenAt FROM policies
           WHERE organisation = ? ORDER BY first_seen_at, rowid`,
          organisation,
        )
        .map((row) => ({ ...row }));
    },
  };
}
