import { UserError } from '../model/errors.ts';

// No question nests deeper; a far deeper one is refused when it is read.
const LEVELS_LOOKED_AT = 32;

/** Where the string that begins here ends. */
function closingQuote(json: string, start: number): number {
  for (let at = json.indexOf('"', start + 1); at >= 0; at = json.indexOf('"', at + 1)) {
    let escapes = 0;
    while (json[at - 1 - escapes] === '\\') escapes++;
    if (escapes % 2 === 0) return at;
  }
  return json.length;
}

const isSpace = (character: string | undefined): boolean =>
  character === ' ' || character === '\n' || character === '\r' || character === '\t';

/** Whether a string that ends here is a key. */
function isKey(json: string, end: number): boolean {
  let at = end + 1;
  while (isSpace(json[at])) at++;
  return json[at] === ':';
}

/** A key that stands twice in one object of a text that is known to be JSON. */
function repeatedKey(json: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '{') open.push(open.length < LEVELS_LOOKED_AT ? new Set() : undefined);
    else if (character === '[') open.push(undefined);
    else if (character === '}' || character === ']') open.pop();
    if (character !== '"') continue;
    const end = closingQuote(json, at);
    const keys = open.at(-1);
    if (keys && isKey(json, end)) {
      const key = String(JSON.parse(json.slice(at, end + 1)));
      if (keys.has(key)) return key;
      keys.add(key);
    }
    at = end;
  }
  return undefined;
}

/**
 * The value of a text in JSON. @throws SyntaxError for what is none, UserError where a key stands twice: readers differ in
 * which of the two they heed.
 */
export function jsonValue(json: string): unknown {
  const value: unknown = JSON.parse(json);
  const repeated = repeatedKey(json);
  if (repeated !== undefined) throw new UserError(`"${repeated.slice(0, 100)}" stands twice in one object.`);
  return value;
}

/** Bytes as text. @throws UserError for what is no UTF-8: a name would silently become another. */
export function utf8Text(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError('The JSON is no text in UTF-8.');
  }
}
