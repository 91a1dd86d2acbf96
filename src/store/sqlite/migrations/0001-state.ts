/** Everything that the first version keeps. The organisation leads every key, so that no index can mix two of them. */
export const state = `
CREATE TABLE runs (
  organisation TEXT NOT NULL,
  id           TEXT NOT NULL,
  started_at   TEXT NOT NULL,
  run          TEXT NOT NULL,
  PRIMARY KEY (organisation, id)
) STRICT;
CREATE INDEX runs_by_start ON runs (organisation, started_at);

-- The outcome stands before the rows: reading it alone then skips the pages that the rows overflow into.
CREATE TABLE stages (
  organisation TEXT NOT NULL,
  run_id       TEXT NOT NULL,
  dataset      TEXT NOT NULL,
  cloud        TEXT NOT NULL,
  account      TEXT NOT NULL,
  region       TEXT NOT NULL,
  type         TEXT NOT NULL,
  outcome      TEXT NOT NULL,
  rows         BLOB NOT NULL,
  PRIMARY KEY (organisation, run_id, dataset, cloud, account, region, type),
  FOREIGN KEY (organisation, run_id) REFERENCES runs (organisation, id)
) STRICT;

-- The sequence, not the clock, says which snapshot is the newest: clocks of two hosts may differ.
CREATE TABLE snapshots (
  sequence      INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation  TEXT NOT NULL,
  id            TEXT NOT NULL UNIQUE,
  cloud         TEXT NOT NULL,
  dataset       TEXT NOT NULL,
  run_id        TEXT NOT NULL,
  published_at  TEXT NOT NULL,
  rows          INTEGER NOT NULL,
  promoted_tags TEXT NOT NULL,
  detail        TEXT NOT NULL,
  UNIQUE (organisation, id)
) STRICT;
CREATE INDEX snapshots_by_dataset ON snapshots (organisation, cloud, dataset, sequence);

CREATE TABLE snapshot_files (
  organisation TEXT NOT NULL,
  snapshot     TEXT NOT NULL,
  position     INTEGER NOT NULL,
  name         TEXT NOT NULL,
  role         TEXT NOT NULL,
  rows         INTEGER NOT NULL,
  bytes        INTEGER NOT NULL,
  PRIMARY KEY (organisation, snapshot, position),
  FOREIGN KEY (organisation, snapshot) REFERENCES snapshots (organisation, id) ON UPDATE CASCADE ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- One compressed JSON document for each snapshot: a large estate has more than a hundred thousand units.
CREATE TABLE snapshot_coverage (
  organisation TEXT NOT NULL,
  snapshot     TEXT NOT NULL,
  units        BLOB NOT NULL,
  PRIMARY KEY (organisation, snapshot),
  FOREIGN KEY (organisation, snapshot) REFERENCES snapshots (organisation, id) ON UPDATE CASCADE ON DELETE CASCADE
) STRICT;

CREATE TABLE charge_periods (
  organisation TEXT NOT NULL,
  source       TEXT NOT NULL,
  period       TEXT NOT NULL,
  file         TEXT NOT NULL,
  rows         INTEGER NOT NULL,
  as_of        TEXT NOT NULL,
  closed       INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  PRIMARY KEY (organisation, source, period)
) STRICT, WITHOUT ROWID;

-- A released lease stays with its fence, which never goes back.
CREATE TABLE leases (
  name       TEXT NOT NULL PRIMARY KEY,
  holder     TEXT,
  fence      INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE accounts (
  organisation TEXT NOT NULL,
  cloud        TEXT NOT NULL,
  id           TEXT NOT NULL,
  account      TEXT NOT NULL,
  PRIMARY KEY (organisation, cloud, id)
) STRICT, WITHOUT ROWID;

-- Amounts are decimal text: no number type of this engine is exact.
CREATE TABLE spend (
  organisation TEXT NOT NULL,
  day          TEXT NOT NULL,
  api          TEXT NOT NULL,
  amount       TEXT NOT NULL,
  currency     TEXT NOT NULL,
  PRIMARY KEY (organisation, day, api)
) STRICT, WITHOUT ROWID;
`;
