import type { CloudName } from '../model/cloud.ts';
import type { Gap } from '../model/gap.ts';
import type { UnitCoverage } from '../model/run.ts';

/** A column of words: each stands once in `words`, and each row has its number. */
export interface WordColumn {
  readonly words: readonly string[];
  readonly at: Int32Array;
}

const PLACE = ['cloud', 'account', 'region', 'resourceType'] as const;
type Place = (typeof PLACE)[number];

/** A gap without what it has in common with its unit: a refusal in a thousand units is one of these. */
export interface GapKind {
  /** The fields that say what the unit says. */
  readonly own: readonly Place[];
  readonly rest: Omit<Gap, Place> & Partial<Pick<Gap, Place>>;
}

/** The units of a snapshot by columns. A large estate has a hundred thousand, which as objects would take longer than an answer. */
export interface UnitTable {
  readonly cloud: WordColumn;
  readonly account: WordColumn;
  readonly region: WordColumn;
  readonly type: WordColumn;
  readonly status: WordColumn;
  /** Milliseconds; NaN where the unit was never read. */
  readonly collectedAt: Float64Array;
  /** The unit and the kind of each gap, in the order of the units. */
  readonly gapUnits: Int32Array;
  readonly gapKinds: Int32Array;
  readonly kinds: readonly GapKind[];
}

function wordColumn(words: readonly string[]): WordColumn {
  const numbers = new Map<string, number>();
  const at = new Int32Array(words.length);
  for (const [row, word] of words.entries()) {
    const number = numbers.get(word) ?? numbers.size;
    numbers.set(word, number);
    at[row] = number;
  }
  return { words: [...numbers.keys()], at };
}

export const wordAt = ({ words, at }: WordColumn, row: number): string => words[at[row] ?? -1] ?? '';

function gapKind(gap: Gap, { cloud, account, region, type }: UnitCoverage): GapKind {
  const unit = { cloud, account, region, resourceType: type };
  const own = PLACE.filter((field) => gap[field] === unit[field]);
  const rest = Object.entries(gap).filter(([field, value]) => value !== undefined && !own.some((one) => one === field));
  return { own, rest: Object.fromEntries(rest) as unknown as GapKind['rest'] };
}

/** @throws RangeError for a time that is not written as `toISOString` does, because it would not come back as it was. */
function milliseconds({ collectedAt }: UnitCoverage): number {
  if (collectedAt === undefined) return Number.NaN;
  const time = Date.parse(collectedAt);
  if (Number.isNaN(time) || new Date(time).toISOString() !== collectedAt)
    throw new RangeError(`${collectedAt} is no instant`);
  return time;
}

export function unitTable(units: readonly UnitCoverage[]): UnitTable {
  const kinds = new Map<string, { readonly number: number; readonly kind: GapKind }>();
  const gapUnits: number[] = [];
  const gapKinds: number[] = [];
  for (const [position, unit] of units.entries())
    for (const gap of unit.gaps) {
      const kind = gapKind(gap, unit);
      const name = JSON.stringify(kind);
      const known = kinds.get(name) ?? { number: kinds.size, kind };
      kinds.set(name, known);
      gapUnits.push(position);
      gapKinds.push(known.number);
    }
  return {
    cloud: wordColumn(units.map(({ cloud }) => cloud)),
    account: wordColumn(units.map(({ account }) => account)),
    region: wordColumn(units.map(({ region }) => region)),
    type: wordColumn(units.map(({ type }) => type)),
    status: wordColumn(units.map(({ status }) => status)),
    collectedAt: Float64Array.from(units, milliseconds),
    gapUnits: Int32Array.from(gapUnits),
    gapKinds: Int32Array.from(gapKinds),
    kinds: [...kinds.values()].map(({ kind }) => kind),
  };
}

function gapOf({ own, rest }: GapKind, unit: Readonly<Record<Place, string>>): Gap {
  const gap: Record<string, unknown> = { ...rest };
  for (const field of own) gap[field] = unit[field];
  return gap as unknown as Gap;
}

const NO_GAPS: readonly Gap[] = [];

/** The units one by one, as they were. */
export function unitsOf(table: UnitTable): UnitCoverage[] {
  const gaps = Map.groupBy(table.gapUnits.keys(), (index) => table.gapUnits[index] ?? -1);
  return Array.from(table.collectedAt, (time, row): UnitCoverage => {
    const key = {
      cloud: wordAt(table.cloud, row) as CloudName,
      account: wordAt(table.account, row),
      region: wordAt(table.region, row),
      type: wordAt(table.type, row),
    };
    const place = { ...key, resourceType: key.type };
    const own = gaps.get(row)?.flatMap((index) => {
      const kind = table.kinds[table.gapKinds[index] ?? -1];
      return kind ? [gapOf(kind, place)] : [];
    });
    return {
      ...key,
      status: wordAt(table.status, row) as UnitCoverage['status'],
      gaps: own ?? NO_GAPS,
      ...(Number.isNaN(time) ? {} : { collectedAt: new Date(time).toISOString() }),
    };
  });
}
