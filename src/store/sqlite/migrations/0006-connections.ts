/**
 * Connections that were added by command. What they hold is sealed under a key of their organisation, and that key is kept
 * wrapped by a master key which is not in here. Cloud and name are told without any key, so that what can't be opened can be removed.
 */
export const connections = `
CREATE TABLE connection_keys (
  organisation TEXT NOT NULL PRIMARY KEY,
  id           TEXT NOT NULL,
  master_key   TEXT NOT NULL,
  wrapped      BLOB NOT NULL,
  UNIQUE (organisation, id)
) STRICT;

CREATE TABLE connections (
  organisation TEXT NOT NULL,
  id           TEXT NOT NULL,
  cloud        TEXT NOT NULL,
  name         TEXT NOT NULL,
  version      INTEGER NOT NULL,
  added_at     TEXT NOT NULL,
  key          TEXT NOT NULL,
  sealed       BLOB NOT NULL,
  PRIMARY KEY (organisation, id),
  UNIQUE (organisation, name),
  FOREIGN KEY (organisation, key) REFERENCES connection_keys (organisation, id)
) STRICT;
`;
