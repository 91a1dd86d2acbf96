import { afterAll, expect, test } from 'vitest';
import type { PlantedCharge } from '../../../estate/estate.ts';
import { startSimulator } from '../../../start.ts';
import { asReader, trustAzure } from '../../../test/azure.ts';

let clock = new Date('2026-11-20T12:00:00Z');
const now = new Date('2026-10-05T12:00:00Z');
const simulator = await startSimulator({ resources: 900, clouds: ['azure'], seed: 4, now, clock: () => clock });
trustAzure(simulator);
afterAll(() => simulator.close());

const reader = await asReader(simulator);
const { accounts } = simulator.truth.clouds.azure;
const [, { id: production = '' } = {}] = accounts;
const version = 'api-version=2025-03-01';
const query = `/providers/Microsoft.CostManagement/query?${version}`;
const root = `/providers/Microsoft.Management/managementGroups/${simulator.azure.managementGroup}`;

type Cell = string | number | null;
interface Answered {
  readonly properties: {
    readonly nextLink: string | null;
    readonly columns: readonly { readonly name: string; readonly type: string }[];
    readonly rows: readonly (readonly Cell[])[];
  };
}

const dimension = (name: string) => ({ type: 'Dimension', name });
const tag = (name: string) => ({ type: 'TagKey', name });
const sum = { totalCost: { name: 'Cost', function: 'Sum' } };
const september = { from: '2026-09-01T00:00:00Z', to: '2026-09-30T23:59:59Z' };
const question = (dataset: object, more: object = {}) => ({
  ...{ type: 'ActualCost', timeframe: 'Custom', timePeriod: september },
  dataset: { granularity: 'None', aggregation: sum, ...dataset },
  ...more,
});

async function rowsOf(
  scope: string,
  body: object,
  top = '',
): Promise<{ rows: readonly (readonly Cell[])[]; pages: number }> {
  const rows: (readonly Cell[])[] = [];
  let pages = 0;
  for (let next: string | null = `${scope}${query}${top}`; next !== null; pages += 1) {
    const { body: answer }: { body: Answered } = await reader.post<Answered>(next, body);
    rows.push(...answer.properties.rows);
    next = answer.properties.nextLink;
  }
  return { rows, pages };
}

const micros = (dollars: Cell | undefined) => BigInt(Math.round(Number(dollars) * 1_000_000));
function planted(
  matches: (charge: PlantedCharge) => boolean,
  which: 'billedMicros' | 'effectiveMicros' = 'billedMicros',
) {
  const charges = simulator.estate.charges.filter(({ day }) => day.startsWith('2026-09')).filter(matches);
  return charges.reduce((total, charge) => total + charge[which], 0n);
}

test('amounts come first, then the day, the groups and the currency', async () => {
  const body = question({ granularity: 'Daily', grouping: [dimension('ServiceName'), dimension('ResourceLocation')] });
  const { body: answer } = await reader.post<Answered>(`${root}${query}`, body);
  expect(answer.properties.columns).toEqual([
    { name: 'Cost', type: 'Number' },
    { name: 'UsageDate', type: 'Number' },
    { name: 'ServiceName', type: 'String' },
    { name: 'ResourceLocation', type: 'String' },
    { name: 'Currency', type: 'String' },
  ]);
  expect(answer.properties.rows[0]?.slice(1)).toEqual([20260901, expect.any(String), expect.any(String), 'USD']);
});

test('sums are those of the bill to the millionth, in both ways of looking at a reservation', async () => {
  const grouping = [dimension('SubscriptionId'), dimension('ServiceName')];
  for (const [type, which] of [
    ['ActualCost', 'billedMicros'],
    ['AmortizedCost', 'effectiveMicros'],
  ] as const) {
    const { rows } = await rowsOf(root, question({ grouping }, { type }));
    expect(rows.length).toBeGreaterThan(20);
    for (const [cost, account, service] of rows) {
      expect(micros(cost)).toBe(planted((charge) => charge.account === account && charge.service === service, which));
    }
    expect(rows.reduce((total, [cost]) => total + micros(cost), 0n)).toBe(planted(() => true, which));
  }
});

test('a month is one row, by its first day', async () => {
  const { rows } = await rowsOf(root, question({ granularity: 'Monthly' }));
  expect(rows).toEqual([[Number(planted(() => true)) / 1_000_000, '2026-09-01T00:00:00', 'USD']]);
});

test('a tag is found in any case, and what has none has nothing', async () => {
  const { rows } = await rowsOf(root, question({ grouping: [tag('TEAM')] }));
  expect(rows.map(([, key]) => key)).toContain(null);
  for (const [cost, key, value] of rows) {
    expect(key === null ? value : key).toBe(key === null ? null : 'team');
    expect(micros(cost)).toBe(planted(({ tags }) => (tags.Team ?? null) === value));
  }
});

test('a subscription and one of its groups have their part', async () => {
  const ofSubscription = await rowsOf(`/subscriptions/${production}`, question({}));
  expect(micros(ofSubscription.rows[0]?.[0])).toBe(planted(({ account }) => account === production));
  const group = simulator.estate.charges.find(
    ({ account, resourceGroup }) => account === production && resourceGroup,
  )?.resourceGroup;
  const ofGroup = await rowsOf(`/subscriptions/${production}/resourceGroups/${group?.toUpperCase()}`, question({}));
  expect(micros(ofGroup.rows[0]?.[0])).toBe(
    planted(({ account, resourceGroup }) => account === production && resourceGroup === group),
  );
});

test('filters are compiled', async () => {
  const filter = {
    and: [
      { dimensions: { name: 'ServiceName', operator: 'In', values: ['storage', 'Bandwidth'] } },
      { not: { tags: { name: 'team', operator: 'In', values: ['data'] } } },
    ],
  };
  const { rows } = await rowsOf(root, question({ filter }));
  const expected = planted(({ service, tags }) => ['Storage', 'Bandwidth'].includes(service) && tags.Team !== 'data');
  expect(micros(rows[0]?.[0])).toBe(expected);
});

test('pages are posted for until there is no next, and lose nothing', async () => {
  const body = question({ granularity: 'Daily', grouping: [dimension('ResourceGroup'), dimension('ServiceName')] });
  const usual = await rowsOf(root, body);
  const large = await rowsOf(root, body, '&$top=5000');
  expect(usual.pages).toBeGreaterThan(1);
  expect(large.pages).toBeLessThan(usual.pages);
  expect(usual.rows).toEqual(large.rows);
  expect(usual.rows.reduce((total, [cost]) => total + micros(cost), 0n)).toBe(planted(() => true));
});

test.each([
  ['three groups', question({ grouping: [dimension('ServiceName'), dimension('SubscriptionId'), tag('Team')] })],
  ['three amounts', question({ aggregation: { a: sum.totalCost, b: sum.totalCost, c: sum.totalCost } })],
  ['an unknown dimension', question({ grouping: [dimension('Planet')] })],
  ['a period without an end', question({}, { timePeriod: undefined })],
  ['a period of more than a year', question({}, { timePeriod: { from: '2025-01-01', to: '2026-09-01' } })],
  ['no dataset', { type: 'ActualCost', timeframe: 'MonthToDate' }],
])('%s is refused', async (_, body) => {
  const { status, body: answer } = await reader.post(`${root}${query}`, body);
  expect(status).toBe(400);
  expect(answer).toMatchObject({ error: { code: 'BadRequest' } });
});

test('whoever reads one subscription may not ask about all of them', async () => {
  const some = await asReader(simulator, simulator.azure.others.oneSubscription);
  expect((await some.post(`${root}${query}`, question({}))).status).toBe(403);
  expect((await some.post(`/subscriptions/${production}${query}`, question({}))).status).toBe(200);
});

test('twelve months in ten seconds are enough, and several headers say how long to wait', async () => {
  const strict = await startSimulator({ resources: 60, clouds: ['azure'], quotas: true, now, clock: () => clock });
  trustAzure(strict);
  const client = await asReader(strict);
  const timePeriod = { from: '2026-04-01', to: '2026-09-30' };
  const ask = () => client.post<object>(`${root}${query}`, question({}, { timePeriod }));
  const answers = [await ask(), await ask(), await ask()];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(answers[0]?.headers.get('x-ms-ratelimit-microsoft.costmanagement-qpu-consumed')).toBe('6');
  expect(answers[1]?.headers.get('x-ms-ratelimit-microsoft.costmanagement-qpu-remaining')).toBe('0;48;588');
  for (const who of ['qpu', 'entity', 'tenant']) {
    expect(answers[2]?.headers.get(`x-ms-ratelimit-microsoft.costmanagement-${who}-retry-after`)).toBe('10');
  }
  clock = new Date(clock.getTime() + 10_000);
  expect((await ask()).status).toBe(200);
  await strict.close();
});
