/** How well resources kept the policy, run by run and cloud by cloud. */
export const compliance = `
CREATE TABLE compliance (
  organisation   TEXT NOT NULL,
  run_id         TEXT NOT NULL,
  cloud          TEXT NOT NULL,
  taken_at       TEXT NOT NULL,
  kind           TEXT NOT NULL,
  policy_version TEXT NOT NULL,
  policy_source  TEXT NOT NULL,
  resources      INTEGER NOT NULL,
  judged         INTEGER NOT NULL,
  compliant      INTEGER NOT NULL,
  violations     INTEGER NOT NULL,
  PRIMARY KEY (organisation, run_id, cloud)
) STRICT, WITHOUT ROWID;
CREATE INDEX compliance_by_time ON compliance (organisation, taken_at);
`;
