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

/** An exact amount for people: whole cents, cut and not rounded. */
function dollars(amount: string): string {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const sign = amount.startsWith('-') ? '-' : '';
  return `${sign}${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0').slice(0, 2)}`;
}

function columns(rows: readonly (readonly [left: string, right: string])[]): string[] {
  const left = Math.max(...rows.map(([text]) => text.length));
  const right = Math.max(...rows.map(([, text]) => text.length));
  return rows.map(([name, value]) => `    ${name.padEnd(left)}  ${value.padStart(right)}`);
}

/** What the demo says when all is up. */
export function demoPage({ seed, overview, url, home, temporary, snippets }: Demo, paint: Paint): string {
  const { resources, accountNames, resourcesByType, compliance_score: score, month_cost: cost } = overview;
  const title = (text: string) => paint('bold', text);
  const compliance =
    score === null
      ? 'no score'
      : `${(score * 100).toFixed(1)} %: ${number(overview.compliant)} of ${number(overview.judged)} resources keep the policy, ${number(overview.violations)} violations`;
  return [
    '',
    title(`Northwind, a simulated company (seed ${seed})`),
    '',
    `  ${title('Accounts')}    ${accountNames.length}: ${accountNames.join(', ')}`,
    `  ${title('Resources')}   ${resources === null ? 'unknown' : number(resources)}`,
    ...columns(resourcesByType.map(({ type, count }) => [type, number(count)])),
    `  ${title('Compliance')}  ${compliance}`,
    ...overview.worst.map((line) => `    ${line}`),
    `  ${title('This month')}  ${cost ? `${dollars(cost.amount)} ${cost.currency} so far (${overview.costMetric})` : 'unknown'}`,
    '',
    title('Ask next'),
    ...exampleQuestions.map((question) => `  - ${question}`),
    '',
    title('Connect your assistant'),
    ...snippets.flatMap(({ client, place, text }) => [`  ${paint('bold', client)}: ${place}`, text, '']),
    ...(temporary ? ['The stdio snippets work while this demo runs; --home <dir> keeps what they read.', ''] : []),
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
