import {
  DuckDBDecimalType,
  DuckDBListType,
  DuckDBListValue,
  DuckDBStructType,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Json, JsonObject } from '../../../estate/gcp/resource.ts';
import { invalidQuery } from './query-error.ts';

/** A column of a result as BigQuery describes it. */
export function fieldOf(name: string, type: DuckDBType): JsonObject {
  if (type instanceof DuckDBListType) return { ...fieldOf(name, type.valueType), mode: 'REPEATED' };
  if (type instanceof DuckDBStructType) {
    const fields = type.entryNames.map((entry, position) => fieldOf(entry, type.entryTypes[position] as DuckDBType));
    return { name, type: 'RECORD', mode: 'NULLABLE', fields };
  }
  return { name, type: type instanceof DuckDBDecimalType ? 'NUMERIC' : scalarName(type), mode: 'NULLABLE' };
}

const scalars: Readonly<Partial<Record<DuckDBTypeId, string>>> = {
  [DuckDBTypeId.VARCHAR]: 'STRING',
  [DuckDBTypeId.DOUBLE]: 'FLOAT',
  [DuckDBTypeId.FLOAT]: 'FLOAT',
  [DuckDBTypeId.BOOLEAN]: 'BOOLEAN',
  [DuckDBTypeId.DATE]: 'DATE',
  [DuckDBTypeId.TIMESTAMP_TZ]: 'TIMESTAMP',
  [DuckDBTypeId.TIMESTAMP]: 'DATETIME',
  [DuckDBTypeId.TINYINT]: 'INTEGER',
  [DuckDBTypeId.INTEGER]: 'INTEGER',
  [DuckDBTypeId.BIGINT]: 'INTEGER',
  [DuckDBTypeId.HUGEINT]: 'INTEGER',
  [DuckDBTypeId.UBIGINT]: 'INTEGER',
  [DuckDBTypeId.SQLNULL]: 'INTEGER',
};

function scalarName(type: DuckDBType): string {
  const found = scalars[type.typeId];
  if (found === undefined) throw invalidQuery(`The simulator has no type ${type} in results`);
  return found;
}

/** A column without a name of its own gets a number. */
export const columnName = (name: string, unnamed: number): string => (/^\w+$/.test(name) ? name : `f${unnamed}_`);

/** A value as BigQuery writes it: nearly everything is text. Times are microseconds where the client asks for whole numbers. */
export function cellOf(value: DuckDBValue, type: DuckDBType, wholeTimes: boolean): JsonObject {
  return { v: jsonOf(value, type, wholeTimes) };
}

function jsonOf(value: DuckDBValue, type: DuckDBType, wholeTimes: boolean): Json {
  if (value === null || value === undefined) return null;
  if (value instanceof DuckDBListValue && type instanceof DuckDBListType) {
    return value.items.map((item) => cellOf(item, type.valueType, wholeTimes));
  }
  if (value instanceof DuckDBStructValue && type instanceof DuckDBStructType) {
    const entries = Object.values(value.entries);
    return { f: type.entryTypes.map((entry, position) => cellOf(entries[position] ?? null, entry, wholeTimes)) };
  }
  if (value instanceof DuckDBTimestampTZValue) return timeText(value.micros, wholeTimes);
  const text = String(value);
  if (type.typeId === DuckDBTypeId.DOUBLE && /^-?\d+$/.test(text)) return `${text}.0`;
  // Decimals are written without the noughts at their end.
  return type instanceof DuckDBDecimalType ? text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') : text;
}

const timeText = (micros: bigint, whole: boolean): string =>
  whole ? String(micros) : `${micros / 1_000_000n}.${String(micros % 1_000_000n).padStart(6, '0')}`;
