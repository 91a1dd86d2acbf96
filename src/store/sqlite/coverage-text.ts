import type { CloudName } from '../../model/cloud.ts';
import { UserError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { UnitCoverage } from '../../model/run.ts';

/** Units by columns: words stand once in `words`, and each unit has their numbers. -1 is undefined. */
interface Columns {
  readonly words: readonly string[];
  readonly cloud: readonly number[];
  readonly account: readonly number[];
  readonly region: readonly number[];
  readonly type: readonly number[];
  readonly status: readonly number[];
  readonly collectedAt: readonly number[];
  /** Of the units that have any, by their position. */
  readonly gaps: Readonly<Record<string, readonly Gap[]>>;
}

const NO_GAPS: readonly Gap[] = [];
const isWhole = (columns: Partial<Columns>): columns is Columns => Array.isArray(columns.words);

/** The units of a snapshot as the first version wrote them. @throws UserError when another version did. */
export function coverageOf(text: string): UnitCoverage[] {
  const columns: Partial<Columns> = JSON.parse(text);
  if (!isWhole(columns))
    throw new UserError('What this home keeps was written by another version of CloudOptima: collect into a new home.');
  const { words, cloud, account, region, type, status, collectedAt, gaps } = columns;
  const word = (column: readonly number[], position: number): string => words[column[position] ?? -1] ?? '';
  return cloud.map((_, position) => {
    const at = words[collectedAt[position] ?? -1];
    return {
      cloud: word(cloud, position) as CloudName,
      account: word(account, position),
      region: word(region, position),
      type: word(type, position),
      status: word(status, position) as UnitCoverage['status'],
      gaps: gaps[position] ?? NO_GAPS,
      ...(at === undefined ? {} : { collectedAt: at }),
    };
  });
}
