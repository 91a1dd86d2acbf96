import { invalidQuery } from './query-error.ts';

/** A function's arguments, already in DuckDB's words, to its call there. */
type Call = (...parts: readonly string[]) => string;

/** Functions that both engines have by one name and meaning. */
export const common: ReadonlySet<string> = new Set([
  ...['SUM', 'AVG', 'MIN', 'MAX', 'COUNT', 'ANY_VALUE', 'STRING_AGG', 'ARRAY_AGG', 'COALESCE', 'IFNULL', 'NULLIF'],
  ...[
    'ROUND',
    'ABS',
    'CEIL',
    'FLOOR',
    'GREATEST',
    'LEAST',
    'MOD',
    'LOWER',
    'UPPER',
    'TRIM',
    'LENGTH',
    'SUBSTR',
    'REPLACE',
  ],
  ...['CONCAT', 'STARTS_WITH', 'ENDS_WITH', 'REGEXP_EXTRACT', 'REGEXP_REPLACE', 'LAST_DAY', 'ROW_NUMBER', 'RANK'],
  ...['APPROX_COUNT_DISTINCT', 'ARRAY'],
]);

/** Words before a parenthesis that call nothing. */
export const notCalled: ReadonlySet<string> = new Set([
  ...[
    'IN',
    'AND',
    'OR',
    'NOT',
    'ON',
    'AS',
    'FROM',
    'JOIN',
    'WHERE',
    'HAVING',
    'SELECT',
    'WHEN',
    'THEN',
    'ELSE',
    'CASE',
  ],
  ...[
    'EXISTS',
    'USING',
    'OVER',
    'BY',
    'UNION',
    'ALL',
    'DISTINCT',
    'BETWEEN',
    'LIKE',
    'LIMIT',
    'INTERVAL',
    'ANY',
    'SOME',
  ],
]);

const unit = (word = ''): string => {
  if (!/^(MICROSECOND|SECOND|MINUTE|HOUR|DAY|WEEK|MONTH|QUARTER|YEAR)$/i.test(word)) {
    throw invalidQuery(`A valid date part name is required but found ${word}`);
  }
  return `'${word.toLowerCase()}'`;
};

const zoned: Call = (moment = '', zone) => (zone === undefined ? moment : `timezone(${zone}, ${moment})`);

/** Functions that go by another name there, or take their arguments otherwise. Sessions keep time in UTC in both. */
export const translated: Readonly<Record<string, Call>> = {
  DATE: (moment = '', ...rest) =>
    rest.length === 2 ? `make_date(${[moment, ...rest].join(', ')})` : `CAST(${zoned(moment, ...rest)} AS DATE)`,
  TIMESTAMP: (moment = '') => `CAST(${moment} AS TIMESTAMPTZ)`,
  DATETIME: (moment = '') => `CAST(${moment} AS TIMESTAMP)`,
  DATE_TRUNC: (day = '', part) => `CAST(date_trunc(${unit(part)}, ${day}) AS DATE)`,
  TIMESTAMP_TRUNC: (moment = '', part, ...zone) =>
    zone.length === 0
      ? `date_trunc(${unit(part)}, ${moment})`
      : `timezone(${zone[0]}, date_trunc(${unit(part)}, ${zoned(moment, ...zone)}))`,
  DATE_DIFF: (to = '', from = '', part = '') => `date_diff(${unit(part)}, ${from}, ${to})`,
  TIMESTAMP_DIFF: (to = '', from = '', part = '') => `date_diff(${unit(part)}, ${from}, ${to})`,
  FORMAT_DATE: (form = '', day = '') => `strftime(CAST(${day} AS DATE), ${form})`,
  FORMAT_TIMESTAMP: (form = '', moment = '', ...zone) =>
    `strftime(CAST(${zoned(moment, ...zone)} AS TIMESTAMP), ${form})`,
  PARSE_DATE: (form = '', text = '') => `CAST(strptime(${text}, ${form}) AS DATE)`,
  TO_JSON_STRING: (value = '') => `CAST(to_json(${value}) AS VARCHAR)`,
  SAFE_DIVIDE: (over = '', under = '') => `(${over} / NULLIF(${under}, 0))`,
  COUNTIF: (condition = '') => `count_if(${condition})`,
  IF: (condition = '', then = '', otherwise = '') => `(CASE WHEN ${condition} THEN ${then} ELSE ${otherwise} END)`,
  REGEXP_CONTAINS: (text = '', pattern = '') => `regexp_matches(${text}, ${pattern})`,
  ARRAY_LENGTH: (list = '') => `len(${list})`,
  SPLIT: (text = '', by = "','") => `string_split(${text}, ${by})`,
};

const types: Readonly<Record<string, string>> = {
  ...{ STRING: 'VARCHAR', INT64: 'BIGINT', FLOAT64: 'DOUBLE', BOOL: 'BOOLEAN', DATE: 'DATE', TIMESTAMP: 'TIMESTAMPTZ' },
  ...{
    DATETIME: 'TIMESTAMP',
    NUMERIC: 'DECIMAL(38,9)',
    BIGNUMERIC: 'DECIMAL(38,18)',
    INTEGER: 'BIGINT',
    FLOAT: 'DOUBLE',
  },
  ...{ BOOLEAN: 'BOOLEAN', DECIMAL: 'DECIMAL(38,9)' },
};

/** The type there of a type here. */
export function typeOf(name: string): string {
  const found = types[name.toUpperCase()];
  if (found === undefined) throw invalidQuery(`Type not found: ${name}`);
  return found;
}
