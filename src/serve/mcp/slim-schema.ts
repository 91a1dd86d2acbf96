export type Json = { [key: string]: unknown };

interface SlimOptions {
  readonly io: 'input' | 'output';
  /** Properties of the top level that this server does not offer. */
  readonly without: readonly string[];
}

interface Place {
  readonly io: SlimOptions['io'];
  /** How many objects are around. */
  readonly level: number;
}

const MOST_ITEMS_WORTH_SAYING = 100;
const MOST_OUTPUT_LEVELS = 2;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

type Rule = (value: unknown, place: Place) => Json;
const keep =
  (key: string): Rule =>
  (value) => ({ [key]: value });
const onlyInput =
  (key: string, worth: (value: unknown) => boolean = () => true): Rule =>
  (value, { io }) =>
    io === 'input' && worth(value) ? { [key]: value } : {};
const nothing: Rule = () => ({});
const bound = (key: string): Rule => onlyInput(key, (value) => Math.abs(Number(value)) < Number.MAX_SAFE_INTEGER);

/** What becomes of each keyword. What is not said here is still checked, and named in words when it is broken. */
const RULES: Readonly<Record<string, Rule>> = {
  $schema: nothing,
  title: nothing,
  pattern: nothing,
  maxLength: nothing,
  minLength: nothing,
  propertyNames: nothing,
  minimum: bound('minimum'),
  maximum: bound('maximum'),
  minItems: onlyInput('minItems'),
  maxItems: onlyInput('maxItems', (value) => Number(value) <= MOST_ITEMS_WORTH_SAYING),
  description: onlyInput('description'),
  format: onlyInput('format'),
  default: onlyInput('default'),
  additionalProperties: onlyInput('additionalProperties', (value) => value === false),
  required: onlyInput('required'),
  items: (value, place) => slimItems(value, place),
  anyOf: (value, place) => (Array.isArray(value) ? slimUnion(value, place) : {}),
  // Deeper than this, a reader of the result sees the fields anyway.
  properties: (value, { io, level }) =>
    isJson(value) && Object.keys(value).length > 0 && (io === 'input' || level < MOST_OUTPUT_LEVELS)
      ? {
          properties: mapValues(value, (schema) =>
            isJson(schema) ? slimNode(schema, { io, level: level + 1 }) : schema,
          ),
        }
      : {},
};

const mapValues = (object: Json, map: (value: unknown) => unknown): Json =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));

function slimItems(value: unknown, place: Place): Json {
  const items = isJson(value) ? slimNode(value, place) : {};
  // `array` of `object` says nothing more than `array`.
  return place.io === 'output' && Object.keys(items).join() === 'type' && items.type === 'object' ? {} : { items };
}

/** `anyOf: [{type: 'string'}, {type: 'null'}]` is `type: ['string', 'null']`. */
function slimUnion(branches: readonly unknown[], place: Place): Json {
  const slimmed = branches.map((branch) => (isJson(branch) ? slimNode(branch, place) : {}));
  const [first, second] = slimmed;
  if (slimmed.every(({ type, ...rest }) => typeof type === 'string' && Object.keys(rest).length === 0))
    return { type: [...new Set(slimmed.map(({ type }) => type))] };
  if (slimmed.length === 2 && first && second?.type === 'null' && typeof first.type === 'string' && !('enum' in first))
    return { ...first, type: [first.type, 'null'] };
  return { anyOf: slimmed };
}

function slimNode(node: Json, place: Place): Json {
  const slimmed: Json = {};
  for (const [key, value] of Object.entries(node)) Object.assign(slimmed, (RULES[key] ?? keep(key))(value, place));
  // Each value of an enumeration shows its type.
  if ('enum' in slimmed) delete slimmed.type;
  return slimmed;
}

/** A JSON Schema with what a model needs to fill it in or read it, in a third of the tokens. What it leaves out it allows. */
export function slim(schema: Json, { io, without }: SlimOptions): Json {
  const slimmed = slimNode(schema, { io, level: 0 });
  if (!isJson(slimmed.properties)) return slimmed;
  const offered = Object.entries(slimmed.properties).filter(([name]) => !without.includes(name));
  return { ...slimmed, properties: Object.fromEntries(offered) };
}
