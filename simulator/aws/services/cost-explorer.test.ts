import {
  CostExplorerClient,
  GetCostAndUsageCommand,
  type GetCostAndUsageCommandInput,
  type Group,
  type ResultByTime,
} from '@aws-sdk/client-cost-explorer';
import { afterAll, describe, expect, test } from 'vitest';
import type { PlantedCharge } from '../../estate/estate.ts';
import { startSimulator } from '../../start.ts';
import { asAccount, asPayer } from '../../test/clients.ts';

const simulator = await startSimulator({ now: new Date('2026-09-15T13:20:00Z') });
afterAll(() => simulator.close());

const { charges, accounts } = simulator.estate;
const production = accounts[1]?.id ?? '';
const payer = new CostExplorerClient(asPayer(simulator));
const member = new CostExplorerClient(await asAccount(simulator, production));

const everything = {
  TimePeriod: { Start: '2025-08-01', End: '2026-10-01' },
  Granularity: 'MONTHLY',
  Metrics: ['UnblendedCost', 'AmortizedCost'],
} as const satisfies GetCostAndUsageCommandInput;

type Question = Omit<Partial<GetCostAndUsageCommandInput>, 'Metrics'> & { readonly Metrics?: readonly string[] };

async function ask(question: Question = {}, client = payer) {
  const results: ResultByTime[] = [];
  let pages = 0;
  let token: string | undefined;
  do {
    const page = await client.send(
      new GetCostAndUsageCommand({
        ...everything,
        ...question,
        Metrics: [...(question.Metrics ?? everything.Metrics)],
        NextPageToken: token,
      }),
    );
    results.push(...(page.ResultsByTime ?? []));
    token = page.NextPageToken;
    pages += 1;
  } while (token);
  return { results, pages, groups: results.flatMap(({ Groups = [] }) => Groups) };
}

/** Amounts are compared as whole millionths; a decimal longer than that would be refused here. */
function micros(amount = ''): bigint {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(amount) ?? [];
  if (whole === undefined) throw new Error(`${amount} is no amount`);
  return BigInt(`${sign}${whole}${fraction.padEnd(6, '0')}`);
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((left, right) => left + right, 0n);
const planted = (matches: (charge: PlantedCharge) => boolean = () => true) => {
  const found = charges.filter(matches);
  return {
    billed: sum(found.map(({ billedMicros }) => billedMicros)),
    effective: sum(found.map(({ effectiveMicros }) => effectiveMicros)),
  };
};
const totalOf = (groups: readonly Group[], metric: string): bigint =>
  sum(groups.map(({ Metrics = {} }) => micros(Metrics[metric]?.Amount)));

describe('totals', () => {
  test('are the planted charges, month by month, billed and effective', async () => {
    const { results } = await ask();
    expect(results).toHaveLength(14);
    for (const { TimePeriod, Total = {} } of results) {
      const month = TimePeriod?.Start?.slice(0, 7) ?? '';
      const expected = planted(({ day }) => day.startsWith(month));
      expect(micros(Total.UnblendedCost?.Amount), month).toBe(expected.billed);
      expect(micros(Total.AmortizedCost?.Amount), month).toBe(expected.effective);
    }
  });

  test('differ where a savings plan was paid in advance', async () => {
    const { results } = await ask();
    const { UnblendedCost, AmortizedCost } =
      results.find(({ TimePeriod }) => TimePeriod?.Start === '2026-03-01')?.Total ?? {};
    expect(micros(UnblendedCost?.Amount)).toBeGreaterThan(micros(AmortizedCost?.Amount));
  });

  test('come with a unit and without trailing zeros', async () => {
    const { results } = await ask({ Metrics: ['UnblendedCost', 'UsageQuantity', 'NetAmortizedCost'] });
    const [{ Total = {} } = {}] = results;
    expect(Total.UnblendedCost?.Unit).toBe('USD');
    expect(Total.UsageQuantity?.Unit).toBe('N/A');
    expect(Total.NetAmortizedCost?.Amount).not.toMatch(/\.\d*0$/);
  });

  test('of a period without charges are zero', async () => {
    const { results } = await ask({ TimePeriod: { Start: '2026-09-20', End: '2026-09-21' }, Granularity: 'DAILY' });
    expect(results[0]?.Total?.UnblendedCost).toEqual({ Amount: '0', Unit: 'USD' });
  });
});

describe('periods', () => {
  test('the end is not included', async () => {
    const { results } = await ask({ TimePeriod: { Start: '2026-08-01', End: '2026-08-03' }, Granularity: 'DAILY' });
    expect(results.map(({ TimePeriod }) => TimePeriod)).toEqual([
      { Start: '2026-08-01', End: '2026-08-02' },
      { Start: '2026-08-02', End: '2026-08-03' },
    ]);
    expect(micros(results[1]?.Total?.UnblendedCost?.Amount)).toBe(planted(({ day }) => day === '2026-08-02').billed);
  });

  test('months are cut where the period is', async () => {
    const { results } = await ask({ TimePeriod: { Start: '2026-07-10', End: '2026-08-05' } });
    expect(results.map(({ TimePeriod }) => TimePeriod)).toEqual([
      { Start: '2026-07-10', End: '2026-08-01' },
      { Start: '2026-08-01', End: '2026-08-05' },
    ]);
  });

  test('the open month is estimated, closed ones are not', async () => {
    const { results } = await ask();
    expect(results.map(({ Estimated }) => Estimated)).toEqual([...Array(13).fill(false), true]);
  });

  test.each([
    ['before the history', { Start: '2025-07-31', End: '2026-01-01' }, "You haven't enabled historical data"],
    ['past the next month', { Start: '2026-09-01', End: '2026-10-02' }, 'end date past the beginning of next month'],
    ['backwards', { Start: '2026-02-01', End: '2026-01-01' }, 'Start date (and hour) should be before end date'],
    ['badly written', { Start: '2026-2-1', End: '2026-03-01' }, 'Time period should be in format'],
  ])('a period %s is refused', async (_, TimePeriod, message) => {
    await expect(ask({ TimePeriod })).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });
});

const dimension = (Key: string) => ({ Type: 'DIMENSION', Key }) as const;
const tag = (Key: string) => ({ Type: 'TAG', Key }) as const;

describe('groups', () => {
  test.each([
    ['service', [dimension('SERVICE')]],
    ['account and region', [dimension('LINKED_ACCOUNT'), dimension('REGION')]],
    ['service and team', [dimension('SERVICE'), tag('Team')]],
    ['team and environment', [tag('Team'), tag('Environment')]],
  ])('by %s add up to the total', async (_, GroupBy) => {
    const { groups, results } = await ask({ GroupBy });
    expect(totalOf(groups, 'UnblendedCost')).toBe(planted().billed);
    expect(totalOf(groups, 'AmortizedCost')).toBe(planted().effective);
    expect(results.every(({ Total }) => Object.keys(Total ?? {}).length === 0)).toBe(true);
  });

  test('by tag hold what no team has', async () => {
    const { groups } = await ask({ GroupBy: [tag('Team')] });
    const untagged = groups.filter(({ Keys }) => Keys?.[0] === 'Team$');
    expect(totalOf(untagged, 'UnblendedCost')).toBe(planted(({ tags }) => !tags.Team).billed);
    expect(groups.some(({ Keys }) => Keys?.[0] === 'Team$payments')).toBe(true);
  });

  test('by region know what has none', async () => {
    const { groups } = await ask({ GroupBy: [dimension('REGION')] });
    const regions = new Set(groups.map(({ Keys }) => Keys?.[0]));
    expect([...regions]).toEqual(expect.arrayContaining(['global', 'NoRegion', 'us-east-1']));
  });

  test('by account come with their names', async () => {
    const { DimensionValueAttributes } = await payer.send(
      new GetCostAndUsageCommand({ ...everything, Metrics: ['UnblendedCost'], GroupBy: [dimension('LINKED_ACCOUNT')] }),
    );
    expect(DimensionValueAttributes).toEqual(
      accounts.map(({ id, name }) => ({ Value: id, Attributes: { description: name } })),
    );
  });

  test.each([
    ['three', [dimension('SERVICE'), dimension('REGION'), tag('Team')], 'Group Definition list size'],
    ['an unknown dimension', [dimension('COLOUR')], 'Group Definition dimension is invalid'],
    ['an empty key', [dimension('')], 'Group Definition is invalid'],
  ])('%s: refused', async (_, GroupBy, message) => {
    await expect(ask({ GroupBy })).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });
});

describe('pages', () => {
  const byDay = { Granularity: 'DAILY', GroupBy: [dimension('SERVICE'), dimension('REGION')] } as const;
  const question = { ...byDay, GroupBy: [...byDay.GroupBy] };

  test('hold a thousand groups, and together everything once', async () => {
    const { groups, pages, results } = await ask(question);
    expect(pages).toBe(Math.ceil(groups.length / 1000));
    expect(pages).toBeGreaterThan(2);
    expect(totalOf(groups, 'UnblendedCost')).toBe(planted().billed);
    const seen = results.flatMap(({ TimePeriod, Groups = [] }) =>
      Groups.map(({ Keys }) => `${TimePeriod?.Start}${Keys}`),
    );
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('belong to one question', async () => {
    const first = await payer.send(
      new GetCostAndUsageCommand({ ...everything, ...question, Metrics: ['UnblendedCost'] }),
    );
    const other = new GetCostAndUsageCommand({
      ...{ ...everything, ...question, Metrics: ['AmortizedCost'] },
      NextPageToken: first.NextPageToken,
    });
    await expect(payer.send(other)).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
  });
});

describe('filters', () => {
  test.each([
    [
      'one service',
      { Dimensions: { Key: 'SERVICE', Values: ['AWS Lambda'] } } as const,
      ({ service }: PlantedCharge) => service === 'AWS Lambda',
    ],
    [
      'all but tax',
      { Not: { Dimensions: { Key: 'RECORD_TYPE', Values: ['Tax'] } } } as const,
      ({ service }: PlantedCharge) => service !== 'Tax',
    ],
    [
      'an account and a team',
      {
        And: [
          { Dimensions: { Key: 'LINKED_ACCOUNT', Values: [production] } },
          { Tags: { Key: 'Team', Values: ['payments', 'data'] } },
        ],
      } as const,
      ({ account, tags }: PlantedCharge) => account === production && ['payments', 'data'].includes(tags.Team ?? ''),
    ],
    [
      'what has no team',
      { Tags: { Key: 'Team', MatchOptions: ['ABSENT'] } } as const,
      ({ tags }: PlantedCharge) => !tags.Team,
    ],
  ])('%s', async (_, filter, matches) => {
    const { results } = await ask({ Filter: structuredClone(filter) as never });
    const total = sum(results.map(({ Total = {} }) => micros(Total.UnblendedCost?.Amount)));
    expect(total).toBe(planted(matches).billed);
  });
});

test('a member sees itself alone', async () => {
  const { groups } = await ask({ GroupBy: [dimension('LINKED_ACCOUNT')] }, member);
  expect(new Set(groups.map(({ Keys }) => Keys?.[0]))).toEqual(new Set([production]));
  expect(totalOf(groups, 'UnblendedCost')).toBe(planted(({ account }) => account === production).billed);
});

test('hours are to be enabled first', async () => {
  await expect(ask({ Granularity: 'HOURLY' })).rejects.toMatchObject({ name: 'AccessDeniedException' });
});
