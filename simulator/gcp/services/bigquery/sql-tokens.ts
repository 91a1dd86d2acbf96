import { invalidQuery } from './query-error.ts';

export interface Token {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'symbol';
  /** As it is meant: without quotes and escapes; a parameter without a name has its position. */
  readonly text: string;
}

const spaces = /(?:\s+|--[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const forms: readonly (readonly [Token['kind'], RegExp])[] = [
  ['string', /[rR]?(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/y],
  ['quoted', /`[^`\n]+`/y],
  ['word', /[A-Za-z_]\w*/y],
  ['number', /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+/y],
  ['parameter', /@[A-Za-z_]\w*|\?/y],
  ['symbol', /<>|!=|>=|<=|\|\||[-+*/%(),.<>=;[\]]/y],
];

/** The words and signs of a GoogleSQL query. */
export function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let unnamed = 0;
  const eat = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(sql)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  for (eat(spaces); at < sql.length; eat(spaces)) {
    const start = at;
    for (const [kind, pattern] of forms) {
      const text = eat(pattern);
      if (text !== undefined) {
        if (text === '?') unnamed += 1;
        tokens.push({ kind, text: text === '?' ? `?${unnamed}` : meaning(kind, text) });
        break;
      }
    }
    if (at === start) throw invalidQuery(`Syntax error: Illegal input character "${sql[at]}" at [${lineOf(sql, at)}]`);
  }
  return tokens;
}

function meaning(kind: Token['kind'], text: string): string {
  if (kind === 'quoted') return text.slice(1, -1);
  if (kind !== 'string') return text;
  if (/^[rR]/.test(text)) return text.slice(2, -1);
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return text.slice(1, -1).replaceAll(/\\(.)/g, (_, sign: string) => escapes[sign] ?? sign);
}

function lineOf(sql: string, at: number): string {
  const before = sql.slice(0, at);
  return `${before.split('\n').length}:${at - before.lastIndexOf('\n')}`;
}

/** Where what is open at a place is closed. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.kind !== 'symbol') continue;
    if (token.text === '(' || token.text === '[') depth += 1;
    if (token.text === ')' || token.text === ']') depth -= 1;
    if (depth === 0) return at;
  }
  throw invalidQuery('Syntax error: Unexpected end of script');
}

/** The parts between separators that aren't inside parentheses. */
export function split(tokens: readonly Token[], separates: (token: Token) => boolean): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'symbol' && /[([]/.test(token.text)) depth += 1;
    if (token.kind === 'symbol' && /[)\]]/.test(token.text)) depth -= 1;
    if (depth === 0 && separates(token)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

export const isSymbol = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'symbol' && token.text === text;

export const isWord = (token: Token | undefined, ...words: readonly string[]): boolean =>
  token?.kind === 'word' && words.includes(token.text.toUpperCase());
