import { UserError } from '../model/errors.ts';

const LIMITS = { characters: 100_000, members: 10_000, depth: 16, values: 50_000 } as const;

interface Place {
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
}

const childPath = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`).slice(0, 200);

function children({ value, path, depth }: Place): Place[] {
  if (Array.isArray(value))
    return value.map((inner, index) => ({ value: inner, path: `${path}[${index}]`.slice(0, 200), depth: depth + 1 }));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, inner]) => ({ value: inner, path: childPath(path, key), depth: depth + 1 }));
}

const keysOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];

function assertPlace({ value, path, depth }: Place): void {
  const where = path === '' ? 'The arguments' : path.replaceAll('\0', '');
  if (typeof value === 'string' && value.length > LIMITS.characters)
    throw new UserError(`${where}: the text has ${value.length} characters; at most ${LIMITS.characters} are read.`);
  // No name that a cloud gives holds one, and the engines below can't hold it.
  const texts = typeof value === 'string' ? [value] : keysOf(value);
  if (texts.some((text) => text.includes('\0')))
    throw new UserError(`${where}: a NUL character stands in the text, which no name has.`);
  // Readers of records drop it, and the answer would be to another question.
  if (keysOf(value).includes('__proto__')) throw new UserError(`${where}: "__proto__" is no name.`);
  if (typeof value !== 'object' || value === null) return;
  if (depth >= LIMITS.depth) throw new UserError(`${where}: nested more than ${LIMITS.depth} levels deep.`);
  const members = Array.isArray(value) ? value.length : Object.keys(value).length;
  if (members > LIMITS.members)
    throw new UserError(`${where}: ${members} members; at most ${LIMITS.members} are read.`);
}

/**
 * Refuses arguments that no question needs, before anything reads them.
 * It keeps its own stack, because the nesting of the input must not become ours.
 */
export function assertBounded(input: unknown): void {
  const open: Place[] = [{ value: input, path: '', depth: 0 }];
  let values = 0;
  for (let place = open.pop(); place; place = open.pop()) {
    if (++values > LIMITS.values) throw new UserError(`The arguments hold more than ${LIMITS.values} values.`);
    assertPlace(place);
    open.push(...children(place).reverse());
  }
}
