/**
 * How the units of a snapshot are written: 1 is the JSON of the first version, 2 columns of numbers. Homes keep what they
 * have; a version that knows only JSON refuses the home from now on, instead of failing at its first answer.
 */
export const unitColumns = `
ALTER TABLE snapshot_coverage ADD COLUMN format INTEGER NOT NULL DEFAULT 1;
`;
