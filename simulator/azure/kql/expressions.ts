import type { Expression, Value } from './query.ts';
import { semanticFailure } from './refusal.ts';
import { comparisons, equals, equalsFolded, momentOf, textOf } from './values.ts';

export type Row = Readonly<Record<string, unknown>>;
export type Read = (row: Row) => Value;

/** What an expression may name. */
export interface Names {
  readonly columns: ReadonlySet<string>;
  readonly now: Date;
}

/** Turns an expression into what reads it of a row. @throws QueryRefusal for a name that is none */
export function compile(expression: Expression, names: Names): Read {
  switch (expression.kind) {
    case 'literal':
      return () => expression.value;
    case 'path':
      return pathReader(expression.steps, names);
    case 'call':
      return call(expression.name, expression.parameters, names);
    case 'compare': {
      const [left, right] = [compile(expression.left, names), compile(expression.right, names)];
      const holds = comparisons[expression.operator];
      if (!holds) throw semanticFailure('UnknownOperator', expression.operator);
      return (row) => holds(left(row), right(row));
    }
    case 'among':
      return among(expression, names);
    case 'and': {
      const parts = expression.parts.map((part) => compile(part, names));
      return (row) => parts.every((part) => part(row) === true);
    }
    case 'or': {
      const parts = expression.parts.map((part) => compile(part, names));
      return (row) => parts.some((part) => part(row) === true);
    }
  }
}

function pathReader(steps: readonly (string | number)[], { columns }: Names): Read {
  const [column = '', ...inside] = steps;
  if (!columns.has(String(column))) throw semanticFailure('InvalidColumnNames', String(column));
  return (row) => {
    let value = row[column];
    for (const step of inside) {
      if (typeof value !== 'object' || value === null) return null;
      value = (value as Readonly<Record<string | number, unknown>>)[step];
    }
    return value ?? null;
  };
}

function among({ operator, left, list }: Expression & { kind: 'among' }, names: Names): Read {
  const subject = compile(left, names);
  const members = list.map((member) => compile(member, names));
  const same = operator.endsWith('~') ? equalsFolded : equals;
  const wanted = !operator.startsWith('!');
  const fold = (text: string) => (operator.endsWith('~') ? text.toLowerCase() : text);
  // Hundreds of ids, each of a hundred thousand rows: a list of texts is looked up.
  const texts = list.flatMap((member) =>
    member.kind === 'literal' && typeof member.value === 'string' ? member.value : [],
  );
  if (texts.length === list.length) {
    const known = new Set(texts.map(fold));
    return (row) => {
      const value = subject(row);
      return (typeof value === 'string' ? known.has(fold(value)) : texts.some((text) => same(value, text))) === wanted;
    };
  }
  return (row) => members.some((member) => same(subject(row), member(row))) === wanted;
}

const isEmpty = (value: Value): boolean => textOf(value) === '';

function numberOf(value: Value): number | null {
  const number = Number(textOf(value));
  return isEmpty(value) || Number.isNaN(number) ? null : number;
}

const functions: Readonly<Record<string, (value: Value) => Value>> = {
  tostring: textOf,
  tolower: (value) => textOf(value).toLowerCase(),
  toupper: (value) => textOf(value).toUpperCase(),
  todatetime: momentOf,
  toint: numberOf,
  tolong: numberOf,
  todouble: numberOf,
  tobool: (value) => (isEmpty(value) ? null : textOf(value).toLowerCase() === 'true'),
  isempty: isEmpty,
  isnotempty: (value) => !isEmpty(value),
  isnull: (value) => value === null || value === undefined,
  isnotnull: (value) => value !== null && value !== undefined,
  not: (value) => value !== true,
  array_length: (value) => (Array.isArray(value) ? value.length : null),
};

function call(name: string, parameters: readonly Expression[], names: Names): Read {
  const [first] = parameters;
  if (name === 'now' && first === undefined) return () => names.now;
  if (first === undefined || parameters.length > 1) throw semanticFailure('UnknownFunction', name);
  if (name === 'ago') return ago(first, names);
  const value = compile(first, names);
  const own = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!own) throw semanticFailure('UnknownFunction', name);
  return (row) => own(value(row));
}

/** A span of time is a number of milliseconds by now; of anything else there is no moment. */
function ago(span: Expression, { now }: Names): Read {
  if (span.kind !== 'literal' || typeof span.value !== 'number') throw semanticFailure('InvalidTimespan', 'ago');
  const moment = new Date(now.getTime() - span.value);
  return () => moment;
}
