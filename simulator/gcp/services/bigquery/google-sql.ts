import { common, notCalled, translated, typeOf } from './functions.ts';
import { invalidQuery } from './query-error.ts';
import { closing, isSymbol, isWord, split, type Token, tokensOf } from './sql-tokens.ts';

export interface Surroundings {
  /** The engine's name of a table as the query writes it. @throws GcpError when there is none. */
  table(path: string): string;
  /** The engine's expression for a parameter: `@start`, or `?2` for the second of those without names. */
  parameter(name: string): string;
  /** The company's time. */
  readonly now: Date;
}

/** A SELECT in GoogleSQL as one in DuckDB's SQL. What isn't understood is refused. */
export function translate(sql: string, surroundings: Surroundings): string {
  const tokens = tokensOf(sql.replace(/;\s*$/, ''));
  if (!isWord(tokens[0], 'SELECT', 'WITH')) throw invalidQuery('Only SELECT statements are answered here.');
  if (tokens.some((token) => isSymbol(token, ';'))) throw invalidQuery('Scripts are not answered here.');
  return translator(surroundings, tableNames(tokens))(tokens);
}

/** Translates a condition by itself, as the pruning of partitions needs it. */
export const translateCondition = (tokens: readonly Token[], surroundings: Surroundings): string =>
  translator(surroundings, new Set())(tokens);

/** The names that WITH gives. */
export const tableNames = (tokens: readonly Token[]): ReadonlySet<string> =>
  new Set(
    tokens.flatMap((token, at) =>
      token.kind === 'word' && isWord(tokens[at + 1], 'AS') && isSymbol(tokens[at + 2], '(')
        ? [token.text.toLowerCase()]
        : [],
    ),
  );

const afterTable = [
  ...['WHERE', 'GROUP', 'ORDER', 'HAVING', 'LIMIT', 'JOIN', 'LEFT', 'RIGHT', 'INNER', 'CROSS', 'FULL', 'ON', 'USING'],
  ...['UNION', 'QUALIFY', 'WINDOW', 'AS', 'FOR', 'TABLESAMPLE'],
];

const literalTypes: ReadonlySet<string> = new Set(['TIMESTAMP', 'DATE', 'NUMERIC', 'DATETIME']);

/** The pseudo columns of a table are no part of its star. */
const realColumns = "COLUMNS('^([^_]|_[^P])')";

type Translate = (tokens: readonly Token[]) => string;

function translator(surroundings: Surroundings, names: ReadonlySet<string>): Translate {
  let lists = 0;
  return of;

  function of(tokens: readonly Token[]): string {
    let written = '';
    let at = 0;
    while (at < tokens.length) {
      const [text, next] = one(tokens, at);
      const apart = at > 0 && !isSymbol(tokens[at], '.') && !isSymbol(tokens[at - 1], '.');
      written += apart ? ` ${text}` : text;
      at = next;
    }
    return written;
  }

  /** What stands at a place, translated, and where it ends. */
  function one(tokens: readonly Token[], at: number): [string, number] {
    const token = tokens[at];
    if (!token) throw invalidQuery('Syntax error: Unexpected end of script');
    switch (token.kind) {
      case 'string':
        return [literal(token.text), at + 1];
      case 'number':
        return [token.text, at + 1];
      case 'quoted':
        return [token.text.split('.').map(identifier).join('.'), at + 1];
      case 'parameter':
        return [surroundings.parameter(token.text), at + 1];
      case 'symbol':
        return symbol(tokens, at, token);
      case 'word':
        return word(tokens, at, token);
    }
  }

  function symbol(tokens: readonly Token[], at: number, { text }: Token): [string, number] {
    if (text === '*' && (isWord(tokens[at - 1], 'SELECT', 'DISTINCT') || isSymbol(tokens[at - 1], '.'))) {
      if (isWord(tokens[at + 1], 'EXCEPT', 'REPLACE')) throw invalidQuery('The star is answered here only by itself.');
      return [realColumns, at + 1];
    }
    if (text !== '[') return [text, at + 1];
    const end = closing(tokens, at);
    const inside = tokens.slice(at + 1, end);
    // Lists are counted from nought here and from one there, and there what is beyond them is null.
    if (isWord(inside[0], 'SAFE_OFFSET', 'OFFSET')) return [`[(${of(inside.slice(2, -1))}) + 1]`, end + 1];
    return [`[${of(inside)}]`, end + 1];
  }

  function word(tokens: readonly Token[], at: number, { text }: Token): [string, number] {
    const name = text.toUpperCase();
    const follows = tokens[at + 1];
    if (isSymbol(tokens[at - 1], '.')) return [identifier(text), at + 1];
    if (name === 'UNION' && isWord(follows, 'DISTINCT')) return ['UNION', at + 2];
    const special = clause(tokens, at, name) ?? named(name, follows, at);
    if (special) return special;
    if (isSymbol(follows, '(') && !notCalled.has(name)) return call(tokens, at, name);
    return [text, at + 1];
  }

  /** What reads tables. */
  function clause(tokens: readonly Token[], at: number, name: string): [string, number] | undefined {
    const open = isSymbol(tokens[at + 1], '(');
    if (name === 'UNNEST' && open) return unnest(tokens, at);
    return (name === 'FROM' || name === 'JOIN') && !open ? source(tokens, at, name) : undefined;
  }

  /** What gives a name, or a type to a literal. */
  function named(name: string, follows: Token | undefined, at: number): [string, number] | undefined {
    if (name === 'AS' && (follows?.kind === 'word' || follows?.kind === 'quoted')) {
      if (isWord(follows, 'STRUCT')) throw invalidQuery('SELECT AS STRUCT is not answered here.');
      return [`AS ${identifier(follows.text)}`, at + 2];
    }
    if (follows?.kind !== 'string' || !literalTypes.has(name)) return undefined;
    return [`CAST(${literal(follows.text)} AS ${typeOf(name)})`, at + 2];
  }

  function call(tokens: readonly Token[], at: number, name: string): [string, number] {
    const end = closing(tokens, at + 1);
    const inside = tokens.slice(at + 2, end);
    return [called(name, inside), end + 1];
  }

  function called(name: string, inside: readonly Token[]): string {
    const parts = () => (inside.length === 0 ? [] : split(inside, (token) => isSymbol(token, ',')).map(of));
    switch (name) {
      case 'CAST':
      case 'SAFE_CAST': {
        const [value = [], type = []] = split(inside, (token) => isWord(token, 'AS'));
        if (isWord(type[0], 'STRING')) return `google_string(${of(value)})`;
        return `${name === 'CAST' ? 'CAST' : 'TRY_CAST'}(${of(value)} AS ${typeOf(type[0]?.text ?? '')})`;
      }
      case 'EXTRACT': {
        const [part = [], moment = []] = split(inside, (token) => isWord(token, 'FROM'));
        const [instant = [], zone] = split(moment, (token) => isWord(token, 'AT'));
        const value = zone ? `timezone(${of(zone.slice(2))}, ${of(instant)})` : of(instant);
        return `EXTRACT(${part[0]?.text} FROM ${value})`;
      }
      case 'STRUCT': {
        const members = split(inside, (token) => isSymbol(token, ',')).map((part, position) => {
          const [value = [], alias] = split(part, (token) => isWord(token, 'AS'));
          return `${identifier(alias?.[0]?.text ?? part.at(-1)?.text ?? `_${position}`)} := ${of(value)}`;
        });
        return `struct_pack(${members.join(', ')})`;
      }
      case 'DATE_ADD':
      case 'DATE_SUB':
        return `CAST(${shifted(inside, name)} AS DATE)`;
      case 'TIMESTAMP_ADD':
      case 'TIMESTAMP_SUB':
        return shifted(inside, name);
      case 'CURRENT_TIMESTAMP':
        return `CAST('${surroundings.now.toISOString()}' AS TIMESTAMPTZ)`;
      case 'CURRENT_DATE':
        return `CAST('${surroundings.now.toISOString().slice(0, 10)}' AS DATE)`;
      default: {
        const renamed = translated[name];
        if (renamed) return renamed(...parts());
        if (common.has(name)) return `${name}(${of(inside)})`;
        throw invalidQuery(`Function not found: ${name}`);
      }
    }
  }

  function shifted(inside: readonly Token[], name: string): string {
    const [moment = [], interval = []] = split(inside, (token) => isSymbol(token, ','));
    const amount = of(interval.slice(1, -1));
    return `(${of(moment)} ${name.endsWith('ADD') ? '+' : '-'} INTERVAL (${amount}) ${interval.at(-1)?.text})`;
  }

  /** A table after FROM or JOIN, by its whole path or by a name that WITH gave. */
  function source(tokens: readonly Token[], at: number, keyword: string): [string, number] {
    if (isWord(tokens[at + 1], 'UNNEST')) return [keyword, at + 1];
    const { path, end } = pathAt(tokens, at + 1);
    const named = path.toLowerCase();
    if (names.has(named)) return [`${keyword} ${identifier(path)}`, end];
    const table = surroundings.table(path);
    const follows = tokens[end];
    const aliased = isWord(follows, 'AS') || (follows?.kind === 'word' && !isWord(follows, ...afterTable));
    // A table without an alias goes by the last part of its path.
    return [`${keyword} ${table}${aliased ? '' : ` AS ${identifier(path.split('.').at(-1) ?? path)}`}`, end];
  }

  /** A list of structs becomes a table of them, whose rows can be named as a whole or by their members. */
  function unnest(tokens: readonly Token[], at: number): [string, number] {
    const end = closing(tokens, at + 1);
    const list = of(tokens.slice(at + 2, end));
    if (isWord(tokens[at - 1], 'IN')) return [`(SELECT unnest(${list}))`, end + 1];
    if (isWord(tokens[end + 1], 'WITH')) throw invalidQuery('WITH OFFSET is not answered here.');
    const named = isWord(tokens[end + 1], 'AS') ? end + 2 : end + 1;
    const alias = tokens[named];
    const has = alias?.kind === 'word' && !isWord(alias, ...afterTable);
    lists += 1;
    const members = has ? `u AS ${identifier(alias.text)}, u.*` : 'u.*';
    const table = `(SELECT ${members} FROM (SELECT unnest(${list}) AS u)) AS list_${lists}`;
    const outer = isWord(tokens[at - 1], 'JOIN') && isWord(tokens[at - 2], 'LEFT', 'OUTER');
    return [outer ? `LATERAL ${table} ON TRUE` : table, has ? named + 1 : end + 1];
  }
}

/** `project-with-dashes.dataset.table`, in quotes as a whole, in parts or not at all. */
export function pathAt(tokens: readonly Token[], start: number): { readonly path: string; readonly end: number } {
  let at = start;
  const parts: string[] = [];
  while (tokens[at]?.kind === 'quoted' || tokens[at]?.kind === 'word' || tokens[at]?.kind === 'number') {
    parts.push(tokens[at]?.text ?? '');
    at += 1;
    if (!isSymbol(tokens[at], '.') && !isSymbol(tokens[at], '-')) break;
    parts.push(tokens[at]?.text ?? '');
    at += 1;
  }
  if (parts.length === 0) throw invalidQuery('Syntax error: Expected a table name');
  return { path: parts.join(''), end: at };
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const identifier = (text: string): string => `"${text.replaceAll('"', '""')}"`;
