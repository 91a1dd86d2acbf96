import { qualityOf, type Row, rowsOf } from '../answers.ts';
import { type Checks, equal, holds } from '../checks.ts';
import { ACCOUNTS, FIRST_ACCOUNT, SECOND_ACCOUNT } from '../places.ts';
import { newProduct } from '../product.ts';
import { startProxy } from '../proxy/proxy.ts';
import type { WireCall, WireRequest } from '../proxy/wire.ts';

/** One line of a made-up bill, in thousandths of a cent. */
interface Line {
  readonly day: string;
  readonly service: string;
  readonly account: string;
  readonly region: string;
  readonly owner: string;
  readonly stage: string;
  readonly billed: bigint;
  readonly effective: bigint;
}

const SCALE = 100_000n;
const DAY_MS = 86_400_000;

const amountOf = (units: bigint): string => `${units / SCALE}.${String(units % SCALE).padStart(5, '0')}`;
const sumOf = (lines: readonly Line[], of: 'billed' | 'effective'): bigint =>
  lines.reduce((sum, line) => sum + line[of], 0n);

/** A bill of the last hundred days, whose parts are no round numbers. */
function bill(today: string): readonly Line[] {
  const lines: Line[] = [];
  const services = [
    'Amazon Elastic Compute Cloud - Compute',
    'Amazon Simple Storage Service',
    'Amazon Relational Database Service',
  ];
  for (let back = 100; back > 0; back--) {
    const day = new Date(Date.parse(today) - back * DAY_MS).toISOString().slice(0, 10);
    for (const [index, service] of services.entries()) {
      const account = ACCOUNTS[(back + index) % 2] ?? FIRST_ACCOUNT;
      lines.push({
        ...{ day, service, account, region: index === 1 ? 'eu-west-1' : 'us-east-1' },
        ...{ owner: back % 3 === 0 ? '' : 'web@example.com', stage: back % 2 === 0 ? 'production' : 'test' },
        billed: BigInt(back * 123_457 + index * 7_919 + 1),
        effective: BigInt(back * 120_011 + index * 6_007 + 3),
      });
    }
  }
  return lines;
}

export interface Question {
  readonly TimePeriod: { readonly Start: string; readonly End: string };
  readonly GroupBy?: readonly { readonly Type: string; readonly Key: string }[];
}

/** What Cost Explorer calls the group that a line is in. */
function groupOf(line: Line, { Type, Key }: { readonly Type: string; readonly Key: string }): string {
  if (Type === 'TAG') return `${Key}$${Key === 'Owner' ? line.owner : line.stage}`;
  if (Key === 'SERVICE') return line.service;
  return Key === 'LINKED_ACCOUNT' ? line.account : line.region;
}

/** The answer that moto is to give to one question (https://docs.getmoto.org, GetCostAndUsage). */
export function answerTo({ TimePeriod, GroupBy = [] }: Question, lines: readonly Line[]): object {
  const days = Map.groupBy(
    lines.filter(({ day }) => day >= TimePeriod.Start && day < TimePeriod.End),
    ({ day }) => day,
  );
  const metrics = (some: readonly Line[]) => ({
    UnblendedCost: { Amount: amountOf(sumOf(some, 'billed')), Unit: 'USD' },
    AmortizedCost: { Amount: amountOf(sumOf(some, 'effective')), Unit: 'USD' },
  });
  return {
    ResultsByTime: [...days].map(([Start, ofDay]) => {
      const groups = Map.groupBy(ofDay, (line) => JSON.stringify(GroupBy.map((group) => groupOf(line, group))));
      return {
        TimePeriod: { Start, End: new Date(Date.parse(Start) + DAY_MS).toISOString().slice(0, 10) },
        Total: GroupBy.length > 0 ? {} : metrics(ofDay),
        Groups:
          GroupBy.length > 0
            ? [...groups].map(([keys, some]) => ({ Keys: JSON.parse(keys), Metrics: metrics(some) }))
            : [],
        Estimated: false,
      };
    }),
    DimensionValueAttributes: [],
  };
}

/** Costs by Cost Explorer. Moto answers what it is told before; the proxy tells it what each question is due. */
export async function checkCosts(checks: Checks, target: string): Promise<void> {
  checks.section('Costs');
  const today = new Date().toISOString().slice(0, 10);
  const lines = bill(today);
  const before = async ({ operation }: WireCall, { body }: WireRequest) => {
    if (operation !== 'GetCostAndUsage') return;
    const results = [answerTo(JSON.parse(body.toString()) as Question, lines)];
    const url = `${target}/moto-api/static/ce/cost-and-usage-results`;
    await fetch(url, { method: 'POST', body: JSON.stringify({ account_id: FIRST_ACCOUNT, results }) });
  };
  const proxy = await startProxy({ target, before });
  const product = newProduct(undefined, { AWS_ENDPOINT_URL: proxy.url });
  const asked = () => proxy.calls.filter(({ operation }) => operation === 'GetCostAndUsage').length;
  try {
    const { code, seconds, stderr } = await product.run('collect', '--what', 'costs', '--json');
    const first = asked();
    checks.say(`collected in ${seconds.toFixed(1)} s by ${first} paid calls`);
    await checks.check('collect: done', () => equal(code, 0, `exit code; ${stderr.slice(-500)}`));
    await checkQueries(checks, (input) => product.call('query_costs', input), lines, today);
    await checks.check('a second collection does not ask closed months again', async () => {
      await product.run('collect', '--what', 'costs', '--json');
      const second = asked() - first;
      checks.say(`${second} paid calls the second time`);
      // Of four months two are settled for sure, and three after the tenth of the month.
      holds(second * 2 <= first, `${second} of ${first} calls again`);
    });
  } finally {
    await proxy.stop();
    product.discard();
  }
}

const COLUMNS = {
  service: ['ServiceName', (line: Line) => line.service],
  account: ['SubAccountId', (line: Line) => line.account],
  region: ['RegionId', (line: Line) => line.region],
  'tag:Owner': ['tag:Owner', (line: Line) => line.owner || null],
  'tag:Environment': ['tag:Environment', (line: Line) => line.stage],
} as const;

async function checkQueries(
  checks: Checks,
  query: (input: object) => Promise<Row>,
  lines: readonly Line[],
  today: string,
): Promise<void> {
  const lastMonth = new Date(Date.parse(`${today.slice(0, 7)}-01`) - DAY_MS).toISOString().slice(0, 7);
  const period = { Start: `${lastMonth}-01`, End: `${today.slice(0, 7)}-01` };
  const inPeriod = lines.filter(({ day }) => day >= period.Start && day < period.End);
  for (const [metric, of] of [
    ['BilledCost', 'billed'],
    ['EffectiveCost', 'effective'],
  ] as const)
    for (const [group, [column, keyOf]] of Object.entries(COLUMNS))
      await checks.check(`query_costs: ${metric} of last month by ${group}`, async () => {
        const answer = await query({ period, metric, group_by: [group], top_n: 100 });
        const found = rowsOf(answer, 'rows').map((row) => [row[column] ?? null, plain(String(row.amount))]);
        const groups = Map.groupBy(inPeriod, (line) => keyOf(line));
        const expected = [...groups].map(([key, some]) => [key, plain(amountOf(sumOf(some, of)))]);
        equal(found.sort(), expected.sort(), 'rows');
        holds(JSON.stringify(answer).includes(plain(amountOf(sumOf(inPeriod, of)))), 'the total is not told');
      });
  await checks.check('query_costs: by service and account', async () => {
    const answer = await query({ period, metric: 'BilledCost', group_by: ['service', 'account'], top_n: 100 });
    const found = rowsOf(answer, 'rows').map(
      (row) => `${row.ServiceName} ${row.SubAccountId} ${plain(String(row.amount))}`,
    );
    const groups = Map.groupBy(inPeriod, ({ service, account }) => `${service} ${account}`);
    equal(
      found.sort(),
      [...groups].map(([key, some]) => `${key} ${plain(amountOf(sumOf(some, 'billed')))}`).sort(),
      'rows',
    );
  });
  await checks.check('query_costs: of one account only', async () => {
    const answer = await query({ period, metric: 'BilledCost', accounts: [SECOND_ACCOUNT], group_by: ['service'] });
    const sum = sumOf(
      inPeriod.filter(({ account }) => account === SECOND_ACCOUNT),
      'billed',
    );
    const found = rowsOf(answer, 'rows').reduce((total, row) => total + unitsOf(String(row.amount)), 0n);
    equal(plain(amountOf(found)), plain(amountOf(sum)), 'sum of the rows');
  });
  await checks.check('query_costs: by day, to the present', async () => {
    const Start = `${today.slice(0, 7)}-01`;
    const answer = await query({
      period: { Start, End: today },
      metric: 'BilledCost',
      granularity: 'DAILY',
      top_n: 100,
    });
    const days = Map.groupBy(
      lines.filter(({ day }) => day >= Start),
      ({ day }) => day,
    );
    const found = rowsOf(answer, 'rows').map((row) => [row.start, plain(String(row.amount))]);
    equal(
      found,
      [...days].map(([day, some]) => [day, plain(amountOf(sumOf(some, 'billed')))]),
      'rows',
    );
    equal(qualityOf(answer).gaps, [], 'gaps');
  });
}

/** Without the zeros that mean nothing. */
const plain = (amount: string): string => (amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount);

function unitsOf(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole) * SCALE + BigInt(fraction.padEnd(5, '0'));
}
