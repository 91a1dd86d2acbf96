import type * as DuckDb from '@duckdb/node-api';

export type Parameter = string | number | bigint | boolean | null | Uint8Array | readonly string[];
export type Parameters = readonly Parameter[] | Readonly<Record<string, Parameter>>;

type Library = typeof DuckDb;
type Bound = [values?: DuckDb.DuckDBValue[] | Record<string, DuckDb.DuckDBValue>, types?: BoundTypes];
type BoundTypes = DuckDb.DuckDBType[] | Record<string, DuckDb.DuckDBType | undefined>;

/** The parameters as the engine takes them. Lists are typed, because an empty one can't say what it is made of. */
export function bind(duckdb: Library, parameters: Parameters | undefined): Bound {
  if (!parameters) return [];
  const value = (parameter: Parameter): DuckDb.DuckDBValue => {
    if (parameter instanceof Uint8Array) return duckdb.blobValue(parameter);
    return isList(parameter) ? duckdb.listValue([...parameter]) : parameter;
  };
  const type = (parameter: Parameter) => (isList(parameter) ? duckdb.LIST(duckdb.VARCHAR) : undefined);
  // The driver takes a hole in the types as "find out", but its types don't say so.
  if (isArray(parameters)) return [parameters.map(value), parameters.map(type) as DuckDb.DuckDBType[]];
  const entries = Object.entries(parameters);
  return [
    Object.fromEntries(entries.map(([name, parameter]) => [name, value(parameter)])),
    Object.fromEntries(entries.map(([name, parameter]) => [name, type(parameter)])),
  ];
}

const isArray = (parameters: Parameters): parameters is readonly Parameter[] => Array.isArray(parameters);
const isList = (parameter: Parameter): parameter is readonly string[] => Array.isArray(parameter);

/** Rows as objects by column name. The caller says what the query selects; nothing is checked here. */
export const plainRows = <T>(duckdb: Library, names: readonly string[], rows: readonly DuckDb.DuckDBValue[][]): T[] =>
  rows.map((row) => Object.fromEntries(row.map((value, index) => [names[index], plain(duckdb, value)])) as T);

/**
 * NULL is null, a whole number a number, a DECIMAL its exact digits, a DATE `YYYY-MM-DD`, a TIMESTAMP ISO 8601 in UTC, a
 * BLOB bytes, a LIST an array, a MAP or STRUCT an object. @throws RangeError for a whole number that a number can't hold.
 */
export function plain(duckdb: Library, value: DuckDb.DuckDBValue): unknown {
  if (typeof value === 'bigint') return wholeNumber(value);
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof duckdb.DuckDBDecimalValue) return exactDigits(value);
  if (value instanceof duckdb.DuckDBListValue || value instanceof duckdb.DuckDBArrayValue)
    return value.items.map((item) => plain(duckdb, item));
  if (value instanceof duckdb.DuckDBMapValue)
    return Object.fromEntries(value.entries.map((entry) => [entry.key, plain(duckdb, entry.value)]));
  if (value instanceof duckdb.DuckDBStructValue)
    return Object.fromEntries(Object.entries(value.entries).map(([name, field]) => [name, plain(duckdb, field)]));
  if (value instanceof duckdb.DuckDBBlobValue) return value.bytes;
  if (value instanceof duckdb.DuckDBTimestampTZValue || value instanceof duckdb.DuckDBTimestampValue)
    return new Date(Number(value.micros / 1000n)).toISOString();
  return value.toString();
}

function wholeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is too large for a number: select it as text`);
  return number;
}

function exactDigits({ value, scale }: DuckDb.DuckDBDecimalValue): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - scale);
  return `${value < 0n ? '-' : ''}${whole}${scale > 0 && fraction !== '' ? `.${fraction}` : ''}`;
}
