import type { Expression, Named, Ordering, Query, Stage } from './query.ts';
import { parserFailure } from './refusal.ts';
import { type Token, tokensOf } from './tokens.ts';

const tables = ['resources', 'resourcecontainers', 'advisorresources', 'resourcechanges', 'resourcecontainerchanges'];

/**
 * The part of the query language that is answered: a table, then any of `where`, `project`, `extend`, `order by`,
 * `summarize count() by`, `limit` and `count`. @throws QueryRefusal for anything else
 */
export function parseQuery(text: string): Query {
  const reader = readerOf(text);
  const begins = reader.peek();
  const isTable = begins.kind === 'name' && tables.includes(begins.value.toLowerCase());
  // A query may begin with its first stage, and is then about resources.
  const table = isTable ? reader.take().value.toLowerCase() : 'resources';
  const stages: Stage[] = [];
  if (!isTable) stages.push(stage(reader));
  while (reader.peek().kind !== 'end') {
    reader.expect('|');
    stages.push(stage(reader));
  }
  return { table, stages };
}

interface Reader {
  peek(): Token;
  /** What follows it. */
  next(): Token;
  take(): Token;
  /** Takes the next word if it is one of these, without regard to case of names. */
  accept(...values: readonly string[]): string | undefined;
  expect(value: string): void;
  fail(): never;
}

function readerOf(text: string): Reader {
  const tokens = tokensOf(text);
  let position = 0;
  const tokenAt = (place: number): Token => tokens[place] ?? { kind: 'end', value: '<EOF>', position: text.length };
  const peek = () => tokenAt(position);
  const fail = (): never => {
    throw parserFailure(text, peek().position, peek().value);
  };
  const accept = (...values: readonly string[]) => {
    const { kind, value } = peek();
    if (kind === 'text' || !values.includes(value)) return undefined;
    position += 1;
    return value;
  };
  return {
    ...{ peek, accept, fail },
    next: () => tokenAt(position + 1),
    take() {
      const token = peek();
      position += 1;
      return token;
    },
    expect(value) {
      if (accept(value) === undefined) fail();
    },
  };
}

const stageNames = ['where', 'project', 'extend', 'order', 'sort', 'summarize', 'limit', 'take', 'count'];

function stage(reader: Reader): Stage {
  switch (reader.accept(...stageNames)) {
    case 'where':
      return { kind: 'where', condition: either(reader) };
    case 'project':
      return { kind: 'project', columns: list(reader, named) };
    case 'extend':
      return { kind: 'extend', columns: list(reader, named) };
    case 'order':
    case 'sort':
      reader.expect('by');
      return { kind: 'order', orderings: list(reader, ordering) };
    case 'summarize':
      return summarize(reader);
    case 'limit':
    case 'take':
      return { kind: 'limit', rows: wholeNumber(reader) };
    case 'count':
      return { kind: 'count' };
    default:
      return reader.fail();
  }
}

function wholeNumber(reader: Reader): number {
  const { kind, value } = reader.peek();
  if (kind !== 'number' || !/^\d+$/.test(value)) reader.fail();
  reader.take();
  return Number(value);
}

function list<Item>(reader: Reader, read: (reader: Reader) => Item): readonly Item[] {
  const items = [read(reader)];
  while (reader.accept(',')) items.push(read(reader));
  return items;
}

/** `name = expression`, or an expression that has a name by itself. */
function named(reader: Reader): Named {
  const value = either(reader);
  if (reader.accept('=') === undefined) return { name: nameOf(value), value };
  if (value.kind !== 'path' || value.steps.length !== 1) return reader.fail();
  return { name: String(value.steps[0]), value: either(reader) };
}

/** As Azure names what nobody named: `properties.sku.name` becomes `properties_sku_name`. */
function nameOf(value: Expression): string {
  if (value.kind === 'path') return value.steps.join('_');
  const [first] = value.kind === 'call' ? value.parameters : [];
  return first ? nameOf(first) : 'Column1';
}

function ordering(reader: Reader): Ordering {
  const by = either(reader);
  return { by, descending: reader.accept('asc', 'desc') !== 'asc' };
}

function summarize(reader: Reader): Stage {
  const name = reader.accept('count') ? 'count_' : nameBefore(reader);
  if (name !== 'count_') reader.expect('count');
  reader.expect('(');
  reader.expect(')');
  return { kind: 'summarize', count: name, by: reader.accept('by') ? list(reader, named) : [] };
}

/** Of `name = count()`. A function that isn't there is refused as such. */
function nameBefore(reader: Reader): string {
  const { kind, value } = reader.peek();
  if (kind !== 'name' || reader.next().value !== '=') reader.fail();
  reader.take();
  reader.take();
  return value;
}

function either(reader: Reader): Expression {
  const parts = [both(reader)];
  while (reader.accept('or')) parts.push(both(reader));
  return one(parts) ?? { kind: 'or', parts };
}

function both(reader: Reader): Expression {
  const parts = [comparison(reader)];
  while (reader.accept('and')) parts.push(comparison(reader));
  return one(parts) ?? { kind: 'and', parts };
}

const one = (parts: readonly Expression[]): Expression | undefined => (parts.length === 1 ? parts[0] : undefined);

const comparators = ['==', '=~', '!=', '!~', '<', '<=', '>', '>='];
const wordComparators = ['has', 'contains', 'startswith', 'endswith'].flatMap((word) => [word, `!${word}`]);

function comparison(reader: Reader): Expression {
  const left = operand(reader);
  const among = reader.accept('in', 'in~', '!in', '!in~');
  if (among !== undefined) {
    reader.expect('(');
    const values = list(reader, operand);
    reader.expect(')');
    return { kind: 'among', operator: among, left, list: values };
  }
  const operator = reader.accept(...comparators, ...wordComparators);
  return operator === undefined ? left : { kind: 'compare', operator, left, right: operand(reader) };
}

function operand(reader: Reader): Expression {
  const { kind, value } = reader.peek();
  if (reader.accept('(')) {
    const inside = either(reader);
    reader.expect(')');
    return inside;
  }
  if (reader.accept('-')) {
    const token = reader.take();
    return token.kind === 'number' ? { kind: 'literal', value: -Number(token.value) } : reader.fail();
  }
  if (kind === 'text') return { kind: 'literal', value: reader.take().value };
  if (kind === 'number') return { kind: 'literal', value: Number(reader.take().value) };
  if (kind === 'moment') return { kind: 'literal', value: moment(reader) };
  if (kind === 'timespan') return { kind: 'literal', value: milliseconds(reader) };
  if (kind !== 'name') return reader.fail();
  reader.take();
  if (value === 'true' || value === 'false') return { kind: 'literal', value: value === 'true' };
  if (value === 'null') return { kind: 'literal', value: null };
  return reader.accept('(') ? call(reader, value) : path(reader, value);
}

function call(reader: Reader, name: string): Expression {
  if (reader.accept(')')) return { kind: 'call', name, parameters: [] };
  const parameters = list(reader, either);
  reader.expect(')');
  return { kind: 'call', name, parameters };
}

function moment(reader: Reader): Date {
  const [, day, time = '00:00', zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?(Z|[+-]\d{2}:\d{2})?$/.exec(reader.peek().value) ??
    [];
  const date = new Date(`${day}T${time}${zone}`);
  if (Number.isNaN(date.getTime())) return reader.fail();
  reader.take();
  return date;
}

function path(reader: Reader, first: string): Expression {
  const steps: (string | number)[] = [first];
  for (;;) {
    if (reader.accept('.')) steps.push(reader.peek().kind === 'name' ? reader.take().value : reader.fail());
    else if (reader.accept('[')) {
      steps.push(reader.peek().kind === 'text' ? reader.take().value : wholeNumber(reader));
      reader.expect(']');
    } else return { kind: 'path', steps };
  }
}

const unitMilliseconds: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

function milliseconds(reader: Reader): number {
  const [, number, unit = ''] = /^([\d.]+)([a-z]+)$/.exec(reader.peek().value) ?? [];
  const length = Object.hasOwn(unitMilliseconds, unit) ? unitMilliseconds[unit] : undefined;
  if (length === undefined) return reader.fail();
  reader.take();
  return Number(number) * length;
}
