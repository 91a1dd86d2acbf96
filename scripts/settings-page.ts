import * as z from 'zod';
import { isActedOn } from '../src/config/not-acted-on.ts';
import { configSchema } from '../src/config/schema.ts';

/** What of JSON Schema a configuration's has. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly description?: string;
}

function valuesText({ type, const: only, enum: values, anyOf, items, minimum, maximum }: Schema): string {
  if (only !== undefined) return `\`${String(only)}\``;
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  if (anyOf) return anyOf.map(valuesText).join(', or ');
  if (items) return `list: ${valuesText(items)}`;
  const range = minimum !== undefined && maximum !== undefined ? `, ${minimum} to ${maximum}` : '';
  return `${type ?? 'any'}${range}`;
}

interface Row {
  readonly path: string;
  readonly schema: Schema;
  readonly required: boolean;
}

/** Every key that has no keys below it. What is said of a group is said of its keys that say nothing. */
function rowsOf({ properties = {}, required = [] }: Schema, path: string, ofGroup = ''): Row[] {
  return Object.entries(properties).flatMap(([key, schema]): Row[] => {
    const own = path === '' ? key : `${path}.${key}`;
    const { description = ofGroup } = schema;
    if (schema.properties) return rowsOf(schema, own, description);
    if (schema.items?.properties) return rowsOf(schema.items, `${own}[]`, description);
    return [{ path: own, schema: { ...schema, description }, required: required.includes(key) }];
  });
}

function line({ path, schema, required }: Row): string {
  const preset = schema.default === undefined ? '' : `\`${JSON.stringify(schema.default)}\``;
  const words = [schema.description ?? '', ...(isActedOn(path) ? [] : ['Accepted and not acted on by this version.'])];
  const cells = [`\`${path}\``, valuesText(schema), required ? 'required' : preset, words.filter(Boolean).join(' ')];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

const table = (rows: readonly Row[]): string =>
  ['| setting | values | default | |', '|---|---|---|---|', ...rows.map(line)].join('\n');

/** Every setting of the configuration, for people. */
export function settingsPage(note: string): string {
  const schema = z.toJSONSchema(configSchema, { io: 'input' }) as Schema;
  const { accounts, ...rest } = schema.properties ?? {};
  const entries = accounts?.items?.oneOf ?? accounts?.items?.anyOf ?? [];
  return [
    note,
    '# The settings',
    'Of `cloudoptima.yaml`, as [the guide](../guides/configure.md) explains them. The variable of a setting is its path in capitals with `_` for `.`: `serve.port` is `CLOUDOPTIMA_SERVE_PORT`; a list is given with commas or as JSON, a table as JSON. `required` is what has to be given where its group is.',
    table(rowsOf({ properties: rest }, '')),
    '## An entry of `accounts`',
    accounts?.description ?? '',
    ...entries.flatMap((entry) => [
      `### Where \`cloud\` is \`${String(entry.properties?.cloud?.const)}\``,
      table(rowsOf(entry, 'accounts[]')),
    ]),
  ]
    .join('\n\n')
    .concat('\n');
}
