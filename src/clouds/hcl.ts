/** What stands for itself in a Terraform file: `var.principal`. */
export interface HclExpression {
  readonly expression: string;
}

/** A block inside another: `permissions { … }`. */
interface HclNested {
  readonly nested: HclBody;
}

export type HclValue =
  | string
  | number
  | boolean
  | HclExpression
  | readonly HclValue[]
  | { readonly [key: string]: HclValue };
export type HclBody = Readonly<Record<string, HclValue | HclNested>>;

export const expression = (text: string): HclExpression => ({ expression: text });

const isExpression = (value: HclValue): value is HclExpression =>
  typeof value === 'object' && typeof Reflect.get(value, 'expression') === 'string';
const isNested = (value: HclValue | HclNested): value is HclNested => typeof value === 'object' && 'nested' in value;

/** A text in quotes, in which nothing is evaluated. */
export const hclText = (text: string): string => JSON.stringify(text).replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);

const IDENTIFIER = /^[A-Za-z_][\w-]*$/;

function hclValue(value: HclValue, indent: string): string {
  if (isExpression(value)) return value.expression;
  if (typeof value === 'string') return hclText(value);
  if (typeof value !== 'object') return String(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((one) => `${inner}${hclValue(one, inner)},\n`).join('')}${indent}]`;
  }
  return `{\n${lines(value as HclBody, inner)}${indent}}`;
}

/** The attributes of a block or an object; the signs of neighbours that take one line are one below the other, as `terraform fmt` has them. */
function lines(body: HclBody, indent: string): string {
  const written = Object.entries(body).map(([key, value]) => {
    const name = IDENTIFIER.test(key) ? key : hclText(key);
    if (isNested(value))
      return { name, text: undefined, whole: `${name} {\n${lines(value.nested, `${indent}  `)}${indent}}` };
    const text = hclValue(value, indent);
    return { name, text: text.includes('\n') ? undefined : text, whole: `${name} = ${text}` };
  });
  let result = '';
  for (let start = 0; start < written.length; ) {
    let end = start;
    while (written[end]?.text !== undefined) end++;
    const short = written.slice(start, end);
    const width = Math.max(0, ...short.map(({ name }) => name.length));
    for (const { name, text } of short) result += `${indent}${name.padEnd(width)} = ${text}\n`;
    const long = written[end];
    if (long) result += `${indent}${long.whole}\n`;
    start = end + 1;
  }
  return result;
}

/** `resource "aws_iam_role" "cloudoptima" { … }` */
export const hclBlock = (type: string, labels: readonly string[], body: HclBody): string =>
  `${[type, ...labels.map(hclText)].join(' ')} {\n${lines(body, '  ')}}\n`;

/** `jsonencode({ … })` */
export const jsonEncoded = (value: HclValue, indent = '  '): HclExpression =>
  expression(`jsonencode(${hclValue(value, indent)})`);

/** What whoever applies it says; with a preset where that is known already. */
export const hclVariable = (name: string, description: string, preset: string | boolean | undefined): string =>
  hclBlock('variable', [name], {
    description,
    type: expression(typeof preset === 'boolean' ? 'bool' : 'string'),
    ...(preset === undefined ? {} : { default: preset }),
  });

/** A file of such parts, with words above them. */
export const hclFile = (words: readonly string[], parts: readonly string[]): string =>
  [words.map((line) => `# ${line}\n`).join(''), ...parts].join('\n');
