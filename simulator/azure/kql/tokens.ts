import { parserFailure } from './refusal.ts';

export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'timespan' | 'moment' | 'sign' | 'end';
  /** As it stands; of a text, what is between its quotes, and of a moment what is in its parentheses. */
  readonly value: string;
  readonly position: number;
}

const patterns: readonly (readonly [Token['kind'] | 'nothing', RegExp])[] = [
  ['nothing', /\s+|\/\/[^\n]*/y],
  // What is in it stands without quotes as often as with them.
  ['moment', /datetime\(\s*(?:"[^"]*"|'[^']*'|[^)'"]*)\s*\)/y],
  ['timespan', /\d+(?:\.\d+)?[a-z]+\b/y],
  ['number', /\d+(?:\.\d+)?/y],
  // Some operators begin or end with a sign.
  ['name', /!?(?:in~?|has|contains|startswith|endswith)(?![\w])|[A-Za-z_$][\w]*/y],
  ['text', /@?'(?:[^'\\]|\\.)*'|@?"(?:[^"\\]|\\.)*"/y],
  ['sign', /==|=~|!=|!~|<=|>=|[<>=|(),.[\]-]/y],
];

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

const unquoted = (text: string): string =>
  text.startsWith('@')
    ? text.slice(2, -1)
    : text.slice(1, -1).replaceAll(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);

function contentOf(kind: Token['kind'], written: string): string {
  if (kind === 'moment') return written.slice('datetime('.length, -1).replaceAll(/['"]/g, '').trim();
  return kind === 'text' ? unquoted(written) : written;
}

/** The words of a query. @throws QueryRefusal at what is none */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let position = 0; position < text.length; ) {
    const found = match(text, position);
    if (!found) throw parserFailure(text, position, text.charAt(position));
    const [kind, written] = found;
    if (kind !== 'nothing') tokens.push({ kind, value: contentOf(kind, written), position });
    position += written.length;
  }
  return [...tokens, { kind: 'end', value: '<EOF>', position: text.length }];
}

function match(text: string, position: number): readonly [Token['kind'] | 'nothing', string] | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    const [written] = pattern.exec(text) ?? [];
    if (written !== undefined) return [kind, written];
  }
  return undefined;
}
