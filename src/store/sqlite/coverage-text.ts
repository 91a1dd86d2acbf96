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

/** Coverage as JSON in a sixth of the space: a large estate has a hundred thousand units that differ in little. */
export function coverageText(units: readonly UnitCoverage[]): string {
  const numbers = new Map<string, number>();
  const numberOf = (word: string | undefined): number => {
    if (word === undefined) return -1;
    const known = numbers.get(word) ?? numbers.size;
    numbers.set(word, known);
    return known;
  };
  const columns: Omit<Columns, 'words'> = {
    cloud: units.map(({ cloud }) => numberOf(cloud)),
    account: units.map(({ account }) => numberOf(account)),
    region: units.map(({ region }) => numberOf(region)),
    type: units.map(({ type }) => numberOf(type)),
    status: units.map(({ status }) => numberOf(status)),
    collectedAt: units.map(({ collectedAt }) => numberOf(collectedAt)),
    gaps: Object.fromEntries(units.flatMap(({ gaps }, position) => (gaps.length > 0 ? [[position, gaps]] : []))),
  };
  return JSON.stringify({ words: [...numbers.keys()], ...columns } satisfies Columns);
}

const NO_GAPS: readonly Gap[] = [];
const isWhole = (columns: Partial<Columns>): columns is Columns => Array.isArray(columns.words);

/** @throws UserError when another version wrote it. */
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
