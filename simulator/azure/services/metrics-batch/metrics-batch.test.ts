import { afterAll, expect, test } from 'vitest';
import type { AzureDetail } from '../../../estate/azure/azure-resource.ts';
import { diskType } from '../../../estate/azure/compute.ts';
import { virtualMachineType } from '../../../estate/azure/networks.ts';
import type { PlantedResource } from '../../../estate/estate.ts';
import { startSimulator } from '../../../start.ts';
import { clientWith, tokenFor, trustAzure } from '../../../test/azure.ts';

const simulator = await startSimulator({
  ...{ resources: 1500, clouds: ['azure'], seed: 4, now: new Date('2026-10-05T12:00:00Z') },
});
trustAzure(simulator);
afterAll(() => simulator.close());

const monitor = clientWith(simulator, await tokenFor(simulator, simulator.azure, 'https://metrics.monitor.azure.com'));
const { id: account = '', regions: [region = ''] = [] } = simulator.truth.clouds.azure.accounts[1] ?? {};
const machines = simulator.estate.of<AzureDetail>(virtualMachineType, account, region);
const stateOf = ({ detail: { properties } }: PlantedResource<AzureDetail>) => JSON.stringify(properties.extended ?? '');
const inState = (state: string) =>
  machines.find((machine) => stateOf(machine).includes(`"PowerState/${state}"`))?.id ?? '';

interface Answered {
  readonly values: readonly {
    readonly resourceid: string;
    readonly value: readonly {
      readonly name: { readonly value: string };
      readonly unit: string;
      readonly timeseries: readonly { readonly data: readonly Readonly<Record<string, string | number>>[] }[];
    }[];
  }[];
}

const pathOf = (change: Readonly<Record<string, string>> = {}, place = region) => {
  const query = {
    ...{ 'api-version': '2024-02-01', metricnamespace: virtualMachineType, metricnames: 'Percentage CPU' },
    ...{ starttime: '2026-09-28T00:00:00Z', endtime: '2026-10-05T00:00:00Z', interval: 'P1D' },
    ...{ aggregation: 'average,maximum', ...change },
  };
  return `/metrics/${place}/subscriptions/${account}/metrics:getBatch?${new URLSearchParams(query)}`;
};

const ask = async (ids: readonly string[], change: Readonly<Record<string, string>> = {}, place = region) =>
  monitor.post<Answered>(pathOf(change, place), { resourceids: ids });

test('each day of a running machine has its aggregates, the same whenever asked', async () => {
  const id = inState('running');
  const { body } = await ask([id]);
  const [metric] = body.values[0]?.value ?? [];
  expect(metric).toMatchObject({ name: { value: 'Percentage CPU' }, unit: 'Percent' });
  const data = metric?.timeseries[0]?.data ?? [];
  expect(data.map(({ timeStamp }) => timeStamp)).toEqual(
    [28, 29, 30, 1, 2, 3, 4].map((day) => `2026-${day > 20 ? '09' : '10'}-${String(day).padStart(2, '0')}T00:00:00Z`),
  );
  for (const { average, maximum } of data) expect(Number(maximum)).toBeGreaterThanOrEqual(Number(average));
  expect((await ask([id.toLowerCase()])).body.values[0]?.value[0]?.timeseries).toEqual(metric?.timeseries);
});

test('a machine that does not run measures nothing, and says so of each day', async () => {
  const { body } = await ask([inState('deallocated')]);
  const data = body.values[0]?.value[0]?.timeseries[0]?.data ?? [];
  expect(data).toHaveLength(7);
  expect(data.every((point) => Object.keys(point).join() === 'timeStamp')).toBe(true);
});

test('fifty at once, and several metrics of each', async () => {
  const ids = machines.slice(0, 50).map(({ id }) => id);
  const { body } = await ask(ids, { metricnames: 'Percentage CPU,Network In Total', aggregation: 'total' });
  expect(body.values.map(({ resourceid }) => resourceid)).toEqual(ids);
  expect(body.values.every(({ value }) => value.length === 2)).toBe(true);
});

const other = simulator.estate.of(diskType, account, region)[0]?.id ?? '';
const elsewhere = simulator.estate.of(virtualMachineType, account).find((one) => one.region !== region)?.id ?? '';
const foreign = simulator.estate.of(virtualMachineType, '').find((one) => one.account !== account)?.id ?? '';
const refused: readonly [string, readonly string[], Readonly<Record<string, string>>, number][] = [
  ['more than fifty', Array.from({ length: 51 }, () => machines[0]?.id ?? ''), {}, 400],
  ['none', [], {}, 400],
  ['another type', [other], {}, 400],
  ['another region', [elsewhere], {}, 400],
  ['another subscription', [foreign], {}, 400],
  ['what is not there', [`/subscriptions/${account}/nothing`], {}, 404],
  ['an unknown metric', [machines[0]?.id ?? ''], { metricnames: 'Happiness' }, 400],
  ['an unknown interval', [machines[0]?.id ?? ''], { interval: 'PT7M' }, 400],
];
test.each(refused)('%s is refused', async (_, ids, change, status) => {
  expect((await ask(ids, change)).status).toBe(status);
});

test('a token for Resource Manager is none for Monitor', async () => {
  const client = clientWith(simulator, await tokenFor(simulator));
  expect((await client.post(pathOf(), { resourceids: [inState('running')] })).status).toBe(401);
});

test('the region is counted', async () => {
  await ask([inState('running')]);
  expect(simulator.calls().at(-1)).toMatchObject({
    service: 'Microsoft.Insights',
    operation: 'GetBatch',
    region,
    account,
  });
});
