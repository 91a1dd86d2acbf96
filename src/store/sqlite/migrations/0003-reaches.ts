/** What the settings of a cloud led to: one JSON document for each dataset, replaced whole. */
export const reaches = `
CREATE TABLE reaches (
  organisation TEXT NOT NULL,
  cloud        TEXT NOT NULL,
  dataset      TEXT NOT NULL,
  reach        TEXT NOT NULL,
  PRIMARY KEY (organisation, cloud, dataset)
) STRICT, WITHOUT ROWID;
`;
