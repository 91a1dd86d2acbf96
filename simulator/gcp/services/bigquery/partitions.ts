import { pathAt, tableNames } from './google-sql.ts';
import { closing, isSymbol, isWord, split, type Token, tokensOf } from './sql-tokens.ts';

/** One reading of a table, and what is known of the partitions that it needs. */
export interface Scan {
  readonly path: string;
  /** Conditions that speak of partitions alone; a row must fulfil all of them. None means the whole table. */
  readonly conditions: readonly (readonly Token[])[];
}

const pseudo = new Set(['_PARTITIONTIME', '_PARTITIONDATE']);

/** What a query reads. BigQuery skips the partitions that a condition on their time excludes, and no others. */
export function scansOf(sql: string): readonly Scan[] {
  const tokens = tokensOf(sql.replace(/;\s*$/, ''));
  const names = tableNames(tokens);
  return tokens.flatMap((token, at): readonly Scan[] => {
    const source = isWord(token, 'FROM', 'JOIN') && !isExtract(tokens, at);
    if (!source || isSymbol(tokens[at + 1], '(') || isWord(tokens[at + 1], 'UNNEST')) return [];
    const { path, end } = pathAt(tokens, at + 1);
    if (names.has(path.toLowerCase())) return [];
    return [{ path, conditions: conditionsAfter(tokens, end) }];
  });
}

/** EXTRACT(MONTH FROM day) reads no table. */
const isExtract = (tokens: readonly Token[], at: number): boolean =>
  isSymbol(tokens[at - 2], '(') && isWord(tokens[at - 3], 'EXTRACT');

const ends = ['GROUP', 'ORDER', 'HAVING', 'LIMIT', 'UNION', 'QUALIFY', 'WINDOW'];

/** The conditions of the WHERE that belongs to a table: at its depth, before the query that holds it ends. */
function conditionsAfter(tokens: readonly Token[], start: number): Scan['conditions'] {
  const where = placeOf(tokens, start, ['WHERE']);
  if (where === undefined) return [];
  const end = placeOf(tokens, where + 1, ends) ?? endOf(tokens, where + 1);
  return conjuncts(tokens.slice(where + 1, end)).filter(isOfPartitions);
}

/** AND joins conditions, but not those of BETWEEN. */
function conjuncts(tokens: readonly Token[]): readonly (readonly Token[])[] {
  let between = false;
  return split(tokens, (token) => {
    if (isWord(token, 'BETWEEN')) between = true;
    if (!isWord(token, 'AND')) return false;
    const joins = !between;
    between = false;
    return joins;
  });
}

const keywords = [
  ...[
    'AND',
    'OR',
    'NOT',
    'BETWEEN',
    'IN',
    'IS',
    'NULL',
    'INTERVAL',
    'AS',
    'DAY',
    'MONTH',
    'YEAR',
    'HOUR',
    'WEEK',
    'TRUE',
  ],
  ...['QUARTER', 'FALSE', 'STRING', 'TIMESTAMP', 'DATE', 'DATETIME'],
];

/** Whether every column in it is a pseudo column. */
function isOfPartitions(tokens: readonly Token[]): boolean {
  const columns = tokens.filter(
    (token, at) =>
      token.kind === 'word' &&
      !isWord(token, ...keywords) &&
      !isSymbol(tokens[at + 1], '(') &&
      !isSymbol(tokens[at + 1], '.'),
  );
  return columns.length > 0 && columns.every(({ text }) => pseudo.has(text.toUpperCase()));
}

/** Without the alias of the table before a column. */
export const unqualified = (tokens: readonly Token[]): readonly Token[] =>
  tokens.filter(
    (token, at) =>
      !(token.kind === 'word' && isSymbol(tokens[at + 1], '.')) &&
      !(isSymbol(token, '.') && tokens[at - 1]?.kind === 'word'),
  );

function placeOf(tokens: readonly Token[], start: number, words: readonly string[]): number | undefined {
  for (let at = start; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (isSymbol(token, ')')) return undefined;
    if (isSymbol(token, '(')) at = closing(tokens, at);
    else if (isWord(token, ...words)) return at;
    else if (isWord(token, 'UNION')) return undefined;
  }
  return undefined;
}

function endOf(tokens: readonly Token[], start: number): number {
  for (let at = start; at < tokens.length; at += 1) {
    if (isSymbol(tokens[at], ')')) return at;
    if (isSymbol(tokens[at], '(')) at = closing(tokens, at);
  }
  return tokens.length;
}

/** The columns of a table that a query names, or all of them for a star. Bytes are counted by columns. */
export function columnsIn(sql: string, known: readonly string[]): readonly string[] {
  const tokens = tokensOf(sql);
  const star = tokens.some(
    (token, at) => isSymbol(token, '*') && (isWord(tokens[at - 1], 'SELECT') || isSymbol(tokens[at - 1], '.')),
  );
  if (star) return known;
  const words = new Set(
    tokens.flatMap(({ kind, text }) => (kind === 'word' || kind === 'quoted' ? text.toLowerCase().split('.') : [])),
  );
  return known.filter((name) => words.has(name));
}
