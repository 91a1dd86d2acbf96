import type { CellFilter, JudgedTag, TagFilter, ValueTest, Verdict } from '../inventory.ts';
import { literal } from './duckdb.ts';
import { codeOf } from './verdict-kinds.ts';

/** The value of a key: from its own column where there is one, else from the map. */
export function valueColumn(key: string, promotedTags: readonly string[]): string {
  const column = promotedTags.indexOf(key);
  return column < 0 ? `map_extract_value(tags, ${literal(key)})` : `tag_${column}`;
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

/**
 * What the tests of a tag say of a value, as a number. `outside` are values judged by JavaScript that failed; the engine folds
 * case and matches patterns as JavaScript does on ASCII alone.
 */
export function testedValue(
  tag: JudgedTag,
  value: string,
  outside: ReadonlyMap<string, Verdict>,
  onlyAscii: boolean,
): string {
  const judgedOutside = [...Map.groupBy(outside.entries(), ([, verdict]) => verdict)].map(
    ([verdict, entries]) =>
      `WHEN ${value} IN (${entries.map(([word]) => literal(word)).join(', ')}) THEN ${codeOf(verdict)}`,
  );
  const judgedHere = engineJudges(tag)
    ? tag.tests.map(
        ({ fails, test }) =>
          `WHEN ${onlyAscii ? '' : 'tags_ascii AND '}NOT (${passes(test ?? {}, value)}) THEN ${codeOf(fails)}`,
      )
    : [];
  const whens = [...judgedOutside, ...judgedHere];
  return whens.length === 0 ? '0' : `CASE ${whens.join(' ')} ELSE 0 END`;
}

/** A condition over the tags: a key with a value, or with any. */
export function tagCondition(tags: readonly TagFilter[], promotedTags: readonly string[]): string {
  const parts = tags.map(({ key, alike = [], value }) => {
    const test = value === undefined ? 'IS NOT NULL' : `= ${literal(value)}`;
    return `(${[key, ...alike].map((one) => `${valueColumn(one, promotedTags)} ${test}`).join(' OR ')})`;
  });
  return parts.length === 0 ? 'true' : parts.join(' AND ');
}

/** A condition over the columns account, region and type. */
export function cellCondition({ accounts, regions, types }: CellFilter): string {
  const parts = Object.entries({ account: accounts, region: regions, type: types }).flatMap(([column, values]) =>
    values === undefined ? [] : [values.length === 0 ? 'false' : `${column} IN (${values.map(literal).join(', ')})`],
  );
  return parts.length === 0 ? 'true' : parts.join(' AND ');
}
