import { basename } from 'node:path';
import type { ChargePeriod } from '../state.ts';
import { literals } from './duckdb.ts';
import type { LakeFiles } from './files.ts';

/**
 * The rows of these periods, as a table. A merged file may hold periods that were replaced since: only what the catalogue
 * says is in a file is taken from it. @throws RangeError when they lie in more files than one read may open.
 */
export function liveCharges(files: LakeFiles, periods: readonly ChargePeriod[]): string {
  const paths = files.paths(periods.map(({ file }) => file));
  const live = [
    `unnest(${literals(periods.map(({ file }) => basename(file)))}) AS live_file`,
    `unnest(${literals(periods.map(({ source }) => source))}) AS live_source`,
    `unnest(${literals(periods.map(({ period }) => period))}) AS live_period`,
  ];
  return `(SELECT * EXCLUDE (filename) FROM read_parquet(${literals(paths)}, filename = true, union_by_name = true)
    SEMI JOIN (SELECT ${live.join(', ')})
      ON parse_filename(filename) = live_file AND source = live_source AND period = live_period)`;
}
