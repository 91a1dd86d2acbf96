/** What providers recommend, by the part in which it was read, and how many of a day's reads were taken. */
export const recommendations = `
CREATE TABLE recommendation_parts (
  organisation TEXT NOT NULL,
  cloud        TEXT NOT NULL,
  source       TEXT NOT NULL,
  list         TEXT NOT NULL,
  part         TEXT NOT NULL,
  read_at      TEXT NOT NULL,
  PRIMARY KEY (organisation, cloud, source, list, part)
) STRICT;

CREATE TABLE recommendations (
  organisation   TEXT NOT NULL,
  cloud          TEXT NOT NULL,
  source         TEXT NOT NULL,
  list           TEXT NOT NULL,
  part           TEXT NOT NULL,
  position       INTEGER NOT NULL,
  recommendation TEXT NOT NULL,
  PRIMARY KEY (organisation, cloud, source, list, part, position),
  FOREIGN KEY (organisation, cloud, source, list, part) REFERENCES recommendation_parts ON DELETE CASCADE
) STRICT;

CREATE TABLE recommended_resources (
  organisation TEXT NOT NULL,
  resource     TEXT NOT NULL,
  cloud        TEXT NOT NULL,
  source       TEXT NOT NULL,
  list         TEXT NOT NULL,
  part         TEXT NOT NULL,
  position     INTEGER NOT NULL,
  PRIMARY KEY (organisation, resource, cloud, source, list, part, position),
  FOREIGN KEY (organisation, cloud, source, list, part, position) REFERENCES recommendations ON DELETE CASCADE
) STRICT;
CREATE INDEX recommended_resources_by_part
  ON recommended_resources (organisation, cloud, source, list, part, position);

CREATE TABLE daily_reads (
  organisation TEXT NOT NULL,
  counter      TEXT NOT NULL,
  day          TEXT NOT NULL,
  taken        INTEGER NOT NULL,
  PRIMARY KEY (organisation, counter, day)
) STRICT;
`;
