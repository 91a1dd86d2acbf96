import type { ComplianceRecord, ComplianceState } from '../state.ts';
import type { Database } from './database.ts';

const COLUMNS = `organisation, run_id AS runId, cloud, taken_at AS takenAt, kind, policy_version AS policyVersion,
  policy_source AS policySource, resources, judged, compliant, violations`;

export function complianceState(database: Database): ComplianceState {
  return {
    async record(records) {
      database.transaction(() => {
        for (const one of records)
          database.run(
            `INSERT OR REPLACE INTO compliance (organisation, run_id, cloud, taken_at, kind, policy_version, policy_source,
               resources, judged, compliant, violations) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
            one.organisation,
            one.runId,
            one.cloud,
            one.takenAt,
            one.kind,
            one.policyVersion,
            one.policySource,
            one.resources,
            one.judged,
            one.compliant,
            one.violations,
          );
      });
    },
    async since(organisation, instant) {
      return database.all<ComplianceRecord>(
        `SELECT ${COLUMNS} FROM compliance WHERE organisation = ? AND taken_at >= ? ORDER BY taken_at, run_id, cloud`,
        organisation,
        instant,
      );
    },
  };
}
