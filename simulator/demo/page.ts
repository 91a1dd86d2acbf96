import { styleText } from 'node:util';
import type { Check } from './check.ts';
import { exampleQuestions } from './questions.ts';
import type { Snippet } from './snippets.ts';
import type { Overview } from './summary.ts';

type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

/** Colours where the stream is a terminal that wants them (NO_COLOR, FORCE_COLOR). */
export const paintFor =
  (stream: NodeJS.WritableStream): Paint =>
  (style, text) =>
    styleText(style, text, { stream });

export interface Demo {
  readonly seed: number;
  readonly overview: Overview;
  readonly url: string;
  readonly home: string;
  readonly temporary: boolean;
  readonly snippets: readonly Snippet[];
}

const number = (value: number): string => value.toLocaleString('en-US');

/** An exact amount for people: rounded to whole cents. */
function dollars(amount: string): string {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const [cents, next] = [fraction.padEnd(3, '0').slice(0, 2), fraction[2] ?? '0'];
  const digits = String(BigInt(whole + cents) + (next >= '5' ? 1n : 0n)).padStart(3, '0');
  const sign = amount.startsWith('-') ? '-' : '';
  return `${sign}${digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`;
}

// The rest is a question away, and would hide what stands below.
const MOST_TYPES = 10;

function typeLines(types: Overview['resourcesByType']): string[] {
  const shown = types.slice(0, MOST_TYPES).map(({ type, count }) => [type, number(count)] as const);
  const more = types.length - shown.length;
  return [...columns(shown), ...(more > 0 ? [`    … and ${more} more types`] : [])];
}

const accountLines = ({ clouds, accountNames }: Overview): string[] =>
  clouds.map((cloud) => {
    const names = accountNames.filter((one) => one.cloud === cloud).map(({ name }) => name);
    return `    ${cloud.padEnd(5)}  ${names.join(', ')}`;
  });

function columns(rows: readonly (readonly [left: string, right: string])[]): string[] {
  const left = Math.max(...rows.map(([text]) => text.length));
  const right = Math.max(...rows.map(([, text]) => text.length));
  return rows.map(([name, value]) => `    ${name.padEnd(left)}  ${value.padStart(right)}`);
}

/** What the demo says when all is up. */
export function demoPage({ seed, overview, url, home, temporary, snippets }: Demo, paint: Paint): string {
  const { resources, accounts, resourcesByType, compliance_score: score, month_cost: cost } = overview;
  const title = (text: string) => paint('bold', text);
  const compliance =
    score === null
      ? 'no score'
      : `${(score * 100).toFixed(1)} %: ${number(overview.compliant)} of ${number(overview.judged)} resources keep the policy, ${number(overview.violations)} violations`;
  return [
    '',
    title(`Northwind, a simulated company (seed ${seed})`),
    '',
    `  ${title('Accounts')}    ${accounts}`,
    ...accountLines(overview),
    `  ${title('Resources')}   ${resources === null ? 'unknown' : number(resources)}`,
    ...typeLines(resourcesByType),
    `  ${title('Compliance')}  ${compliance}`,
    ...overview.worst.map((line) => `    ${line}`),
    `  ${title('This month')}  ${cost ? `${dollars(cost.amount)} ${cost.currency} so far (${overview.costMetric})` : 'unknown'}`,
    '',
    title('Ask next'),
    ...exampleQuestions.map((question) => `  - ${question}`),
    '',
    title('Connect your assistant'),
    ...snippets.flatMap(({ client, place, text }) => [`  ${paint('bold', client)}: ${place}`, text, '']),
    'The keys in them are those of the simulated company, which is there while this demo runs.',
    ...(temporary ? ['So is the home that the stdio snippets name; --home <dir> keeps one.'] : []),
    '',
    `${paint('green', 'Serving')} ${url} (MCP at ${url}/mcp). Data in ${home}. Stop with Ctrl-C.`,
    '',
  ].join('\n');
}

/** What `--once` says to people. */
export function checksPage(checks: readonly Check[], truth: string, seconds: number, paint: Paint): string {
  const wrong = checks.filter(({ equal }) => !equal);
  const shown = (value: unknown) => JSON.stringify(value) ?? 'nothing';
  return [
    ...checks.map(({ name, equal }) => `${equal ? paint('green', 'equal') : paint('red', 'WRONG')}  ${name}`),
    ...wrong.flatMap(({ name, expected, actual }) => [
      '',
      paint('bold', name),
      `  expected  ${shown(expected)}`,
      `  actual    ${shown(actual)}`,
    ]),
    '',
    `${checks.length - wrong.length} of ${checks.length} answers are equal to the truth (${truth}), in ${seconds} s.`,
    '',
  ].join('\n');
}
