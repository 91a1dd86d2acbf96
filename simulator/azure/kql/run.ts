import { compile, type Names, type Read, type Row } from './expressions.ts';
import type { Expression, Named, Ordering, Query, Stage, Value } from './query.ts';
import { compared, comparedTexts, textOf } from './values.ts';

/** A table by the two things that nearly every question asks of it. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** By type in lower case. */
  readonly byType: ReadonlyMap<string, readonly Row[]>;
}

export interface Result {
  readonly columns: readonly string[];
  readonly count: number;
  /** A part of the rows, made only when it is asked for. */
  page(start: number, end: number): readonly Row[];
  readonly limited: boolean;
}

/** Where a query stands between two of its stages. */
interface State {
  readonly rows: readonly Row[];
  readonly columns: readonly string[];
  /** Makes what is answered out of a row; the rows of a long list are copied page by page only. */
  readonly shape: ((row: Row) => Row) | undefined;
  readonly limited: boolean;
}

/** Answers a query over the rows that are visible. @throws QueryRefusal */
export function runQuery({ stages }: Query, table: Table, isVisible: (row: Row) => boolean, now: Date): Result {
  const rows = candidates(stages, table).filter(isVisible);
  const begin: State = { rows, columns: table.columns, shape: undefined, limited: false };
  const end = stages.reduce((state, stage) => applied(stage, state, now), begin);
  const { shape } = end;
  return {
    ...{ columns: end.columns, count: end.rows.length, limited: end.limited },
    page: (start, stop) => (shape ? end.rows.slice(start, stop).map(shape) : end.rows.slice(start, stop)),
  };
}

function applied(stage: Stage, state: State, now: Date): State {
  // An order, a limit and a count need no copies; what looks into columns sees them as they are by now.
  const names: Names = { columns: new Set(state.columns), now };
  switch (stage.kind) {
    case 'where': {
      const shaped = copied(state);
      const holds = compile(stage.condition, names);
      return { ...shaped, rows: shaped.rows.filter((row) => holds(row) === true) };
    }
    case 'project':
    case 'extend':
      return shapedBy(stage.columns, copied(state), names, stage.kind === 'extend');
    case 'order': {
      const shaped = copied(state);
      return { ...shaped, rows: inOrder(shaped.rows, stage.orderings, names) };
    }
    case 'summarize':
      return summarized(copied(state), stage.count, stage.by, names);
    case 'limit':
      return { ...state, rows: state.rows.slice(0, stage.rows), limited: true };
    case 'count':
      return { rows: [{ Count: state.rows.length }], columns: ['Count'], shape: undefined, limited: state.limited };
  }
}

const copied = (state: State): State =>
  state.shape ? { ...state, rows: state.rows.map(state.shape), shape: undefined } : state;

function shapedBy(columns: readonly Named[], state: State, names: Names, keep: boolean): State {
  const reads = columns.map(({ name, value }): [string, Read] => [name, compile(value, names)]);
  const made = reads.map(([name]) => name);
  return {
    ...state,
    columns: keep ? [...new Set([...state.columns, ...made])] : made,
    shape: (row) => ({
      ...(keep && row),
      ...Object.fromEntries(reads.map(([name, read]) => [name, read(row) ?? null])),
    }),
  };
}

function inOrder(rows: readonly Row[], orderings: readonly Ordering[], names: Names): readonly Row[] {
  const reads = orderings.map(({ by, descending }) => ({ read: compile(by, names), sign: descending ? -1 : 1 }));
  return rows.toSorted((a, b) => {
    for (const { read, sign } of reads) {
      const order = sign * placed(read(a), read(b));
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** What isn't there comes first, or last when the order is descending. */
function placed(left: Value, right: Value): number {
  const missing = (value: Value) => value === null || value === undefined;
  if (missing(left) || missing(right)) return Number(missing(right)) - Number(missing(left));
  // Values of different kinds have no order of their own, and stand as they are written.
  return compared(left, right) ?? comparedTexts(textOf(left), textOf(right));
}

function summarized(state: State, count: string, by: readonly Named[], names: Names): State {
  const reads = by.map(({ name, value }): [string, Read] => [name, compile(value, names)]);
  const groups = Map.groupBy(state.rows, (row) => JSON.stringify(reads.map(([, read]) => read(row) ?? null)));
  const rows = [...groups.values()].map(([first = {}, ...others]) => ({
    ...Object.fromEntries(reads.map(([name, read]) => [name, read(first) ?? null])),
    [count]: others.length + 1,
  }));
  return { rows, columns: [...reads.map(([name]) => name), count], shape: undefined, limited: state.limited };
}

/** The rows that the first conditions on the type leave, so that not every query goes through all of them. */
function candidates(stages: readonly Stage[], { rows, byType }: Table): readonly Row[] {
  const types = stages[0]?.kind === 'where' ? typesIn(stages[0].condition) : undefined;
  return types ? [...new Set(types)].flatMap((type) => byType.get(type) ?? []) : rows;
}

/** The only types for which a condition can hold; undefined where it doesn't say. */
function typesIn(condition: Expression): readonly string[] | undefined {
  if (condition.kind === 'and') return condition.parts.map(typesIn).find((types) => types !== undefined);
  if (condition.kind === 'compare' && isType(condition.left) && ['==', '=~'].includes(condition.operator)) {
    return literals([condition.right]);
  }
  const isAmong = condition.kind === 'among' && isType(condition.left) && !condition.operator.startsWith('!');
  return isAmong ? literals(condition.list) : undefined;
}

const isType = (expression: Expression): boolean =>
  expression.kind === 'path' && expression.steps.length === 1 && expression.steps[0] === 'type';

function literals(expressions: readonly Expression[]): readonly string[] | undefined {
  const texts = expressions.flatMap((one) => (one.kind === 'literal' ? [textOf(one.value).toLowerCase()] : []));
  return texts.length === expressions.length ? texts : undefined;
}
