import { invalidArgument } from '../errors.ts';

/** What a filter may ask about: `metric.type`, `resource.labels.zone`… */
export type Fields = Readonly<Record<string, string>>;

export interface MetricFilter {
  readonly metricType: string;
  fits(fields: Fields): boolean;
}

/**
 * The part of Monitoring's filters that reads series: comparisons joined by AND or by standing side by side, OR inside
 * parentheses, `starts_with`, `ends_with`, `has_substring` and `one_of`.
 */
export function metricFilter(text: string): MetricFilter {
  const reader = { tokens: tokensOf(text), at: 0 };
  const fits = conjunction(reader);
  if (reader.at < reader.tokens.length) throw unreadable(text);
  const types = [...text.matchAll(/metric\.type\s*=\s*"([^"]*)"/g)].map(([, type]) => type);
  const [metricType] = types;
  if (metricType === undefined || types.length > 1) {
    throw invalidArgument(
      'Field filter had an invalid value: must specify a restriction on "metric.type" in the filter',
    );
  }
  return { metricType, fits };
}

type Test = (fields: Fields) => boolean;

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

const unreadable = (text: string) =>
  invalidArgument(`Field filter had an invalid value of "${text}": could not be parsed`);

function tokensOf(text: string): readonly string[] {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[A-Za-z_][\w.-]*|!=|[()=:,]|\S/g) ?? [];
  return tokens;
}

function conjunction(reader: Reader): Test {
  const tests: Test[] = [];
  while (reader.at < reader.tokens.length && reader.tokens[reader.at] !== ')' && reader.tokens[reader.at] !== 'OR') {
    if (reader.tokens[reader.at] === 'AND') reader.at += 1;
    tests.push(single(reader));
  }
  if (tests.length === 0) throw unreadable(reader.tokens.join(' '));
  return (fields) => tests.every((test) => test(fields));
}

function disjunction(reader: Reader): Test {
  const tests = [conjunction(reader)];
  while (reader.tokens[reader.at] === 'OR') {
    reader.at += 1;
    tests.push(conjunction(reader));
  }
  return (fields) => tests.some((test) => test(fields));
}

function single(reader: Reader): Test {
  const token = reader.tokens[reader.at] ?? '';
  reader.at += 1;
  if (token === 'NOT') {
    const inner = single(reader);
    return (fields) => !inner(fields);
  }
  if (token !== '(') return comparison(token, reader);
  const inner = disjunction(reader);
  if (reader.tokens[reader.at] !== ')') throw unreadable(reader.tokens.join(' '));
  reader.at += 1;
  return inner;
}

const functions: Readonly<Record<string, (own: string, wanted: readonly string[]) => boolean>> = {
  starts_with: (own, [wanted = '']) => own.startsWith(wanted),
  ends_with: (own, [wanted = '']) => own.endsWith(wanted),
  has_substring: (own, [wanted = '']) => own.includes(wanted),
  one_of: (own, wanted) => wanted.includes(own),
};

function comparison(field: string, reader: Reader): Test {
  const operator = reader.tokens[reader.at] ?? '';
  const value = reader.tokens[reader.at + 1] ?? '';
  reader.at += 2;
  if (!['=', '!=', ':'].includes(operator) || !/^[a-z]/.test(field)) throw unreadable(reader.tokens.join(' '));
  const name = field.replace(/^(metric|resource)\.label\./, '$1.labels.');
  const test = functions[value] ? call(functions[value], reader) : (own: string) => own === unquoted(value);
  return (fields) => test(fields[name] ?? '') === (operator !== '!=');
}

function call(test: (own: string, wanted: readonly string[]) => boolean, reader: Reader): (own: string) => boolean {
  const end = reader.tokens.indexOf(')', reader.at);
  if (reader.tokens[reader.at] !== '(' || end < 0) throw unreadable(reader.tokens.join(' '));
  const wanted = reader.tokens
    .slice(reader.at + 1, end)
    .filter((token) => token !== ',')
    .map(unquoted);
  reader.at = end + 1;
  return (own) => test(own, wanted);
}

const unquoted = (text: string): string => text.replace(/^"(.*)"$/, '$1').replaceAll(/\\(.)/g, '$1');
