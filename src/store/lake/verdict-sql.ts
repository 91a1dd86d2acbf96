import type { CellFilter, JudgedTag, Judgement, ValueTest, Verdict } from '../inventory.ts';
import { VERDICTS } from '../inventory.ts';
import { literal } from './duckdb.ts';

// A verdict takes three bits; ten of them fill an INTEGER and leave its sign alone.
const BITS = 3;
const PER_COLUMN = 10;

const codeOf = (verdict: Verdict): number => VERDICTS.indexOf(verdict);
/** The verdicts on a tag that is not there. */
export const MISSING: readonly number[] = [codeOf('missing_required_tag'), codeOf('misspelt_key')];
// In the plan, numbers below this are verdicts and the others name the key whose values are tested.
const FIRST_KEY = 8;

/** The verdicts on each tag out of the code columns' values: by position, an index into `VERDICTS`. */
export const codesOf = (columns: readonly number[], tags: number): number[] =>
  Array.from(
    { length: tags },
    (_, position) => ((columns[Math.floor(position / PER_COLUMN)] ?? 0) >> ((position % PER_COLUMN) * BITS)) & 7,
  );

const positionsWhere = (tags: readonly JudgedTag[], test: (tag: JudgedTag) => boolean): number[] =>
  tags.flatMap((tag, position) => (test(tag) ? [position] : []));

export const requiredPositions = (tags: readonly JudgedTag[]): number[] =>
  positionsWhere(tags, ({ required }) => required);
export const errorPositions = (tags: readonly JudgedTag[]): number[] =>
  positionsWhere(tags, ({ severity }) => severity === 'error');
export const warningPositions = (tags: readonly JudgedTag[]): number[] =>
  positionsWhere(tags, ({ severity }) => severity === 'warning');

/** One tag of a judgement with the keys that hold its values, over all shapes. */
export interface PlannedTag {
  readonly tag: JudgedTag;
  readonly keys: readonly string[];
}

export const planTags = ({ tags }: Judgement): PlannedTag[] =>
  tags.map((tag) => ({
    tag,
    keys: [...new Set([...tag.places.values()].flatMap((place) => (typeof place === 'object' ? [place.key] : [])))],
  }));

/** The rows of the table that says, for each shape, where each tag is. */
export function planRows(
  { badKeys, unjudged }: Judgement,
  planned: readonly PlannedTag[],
  shapes: readonly number[],
): string {
  return shapes
    .map((shape) => {
      const places = planned.map(({ tag, keys }) => {
        const place = tag.places.get(shape) ?? 'ok';
        return typeof place === 'string' ? codeOf(place) : FIRST_KEY + keys.indexOf(place.key);
      });
      return `(${[shape, !unjudged.has(shape), badKeys.get(shape) ?? 0, ...places].join(', ')})`;
    })
    .join(', ');
}

/** The value of a tag: from the column of its key where there is one, else from the map. */
export function valueExpression({ keys }: PlannedTag, position: number, promotedTags: readonly string[]): string {
  const source = (key: string): string => {
    const column = promotedTags.indexOf(key);
    return column < 0 ? `map_extract_value(r.tags, ${literal(key)})` : `r.tag_${column}`;
  };
  const [only] = keys;
  if (only === undefined) return 'CAST(NULL AS VARCHAR)';
  if (keys.length === 1) return source(only);
  return `CASE p.place_${position} ${keys.map((key, index) => `WHEN ${FIRST_KEY + index} THEN ${source(key)}`).join(' ')} END`;
}

function passes({ oneOf, fold, pattern }: ValueTest, value: string): string {
  const parts: string[] = [];
  if (oneOf) {
    const allowed = fold ? oneOf.map((word) => word.toLowerCase()) : oneOf;
    parts.push(`${fold ? `lower(${value})` : value} IN (${allowed.map(literal).join(', ')})`);
  }
  if (pattern !== undefined) parts.push(`regexp_full_match(${value}, ${literal(pattern)})`);
  return parts.join(' AND ');
}

/** Whether the engine can make every test of a tag. */
export const engineJudges = ({ tests }: JudgedTag): boolean => tests.every(({ test }) => test !== undefined);

/** The verdict of one tag on one row as a number. `outside` are values judged by JavaScript that failed. */
export function verdictOf(
  { tag, keys }: PlannedTag,
  position: number,
  value: string,
  outside: ReadonlyMap<string, Verdict>,
): string {
  const place = `p.place_${position}`;
  if (keys.length === 0) return place;
  const judgedOutside = [...Map.groupBy(outside.entries(), ([, verdict]) => verdict)].map(
    ([verdict, entries]) =>
      `WHEN ${value} IN (${entries.map(([word]) => literal(word)).join(', ')}) THEN ${codeOf(verdict)}`,
  );
  const judgedHere = engineJudges(tag)
    ? tag.tests.map(
        ({ fails, test }) => `WHEN r.tags_ascii AND NOT (${passes(test ?? {}, value)}) THEN ${codeOf(fails)}`,
      )
    : [];
  const whens = [`WHEN ${place} < ${FIRST_KEY} THEN ${place}`, ...judgedOutside, ...judgedHere];
  return `CASE ${whens.join(' ')} ELSE 0 END`;
}

/** The code columns of one row. */
export function codeExpressions(verdicts: readonly string[]): string[] {
  const columns: string[] = [];
  for (let start = 0; start < Math.max(1, verdicts.length); start += PER_COLUMN) {
    const parts = verdicts
      .slice(start, start + PER_COLUMN)
      .map((verdict, index) => `(CAST(${verdict} AS INTEGER) << ${index * BITS})`);
    columns.push(`${parts.join(' | ') || 'CAST(0 AS INTEGER)'} AS code_${start / PER_COLUMN}`);
  }
  return columns;
}

/** A condition over the columns account, region and type. */
export function cellCondition({ accounts, regions, types }: CellFilter): string {
  const parts = Object.entries({ account: accounts, region: regions, type: types }).flatMap(([column, values]) =>
    values === undefined ? [] : [values.length === 0 ? 'false' : `${column} IN (${values.map(literal).join(', ')})`],
  );
  return parts.length === 0 ? 'true' : parts.join(' AND ');
}
