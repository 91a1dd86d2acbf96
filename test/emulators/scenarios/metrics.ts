import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { rowOf, rowsOf } from '../answers.ts';
import { type Checks, equal, holds } from '../checks.ts';
import type { Planted } from '../estate/planted.ts';
import { FIRST_ACCOUNT, FIRST_KEYS, HOME_REGION } from '../places.ts';
import { newProduct } from '../product.ts';

const DAY_MS = 86_400_000;
const DAYS_BACK = [2, 5, 9];
const READS = [10, 250, 3000.5];
const WRITES = [7, 1];

/** What is counted: moto adds up, and fails where a percentile is asked for. */
export async function checkMetrics(checks: Checks, endpoint: string, estate: readonly Planted[]): Promise<void> {
  checks.section('Metrics');
  const volumes = estate.filter(
    ({ type, account, region, state }) =>
      type === 'ec2:volume' && account === FIRST_ACCOUNT && region === HOME_REGION && state === 'in-use',
  );
  const [busy, idle] = volumes;
  const midnight = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const dayBack = (days: number) => new Date(midnight - days * DAY_MS);
  const client = new CloudWatchClient({ endpoint, region: HOME_REGION, credentials: FIRST_KEYS });
  const Dimensions = [{ Name: 'VolumeId', Value: busy?.id.split('/').at(-1) }];
  for (const days of DAYS_BACK)
    for (const [MetricName, values] of [
      ['VolumeReadOps', READS],
      ['VolumeWriteOps', WRITES],
    ] as const)
      await client.send(
        new PutMetricDataCommand({
          Namespace: 'AWS/EBS',
          MetricData: values.map((value, index) => ({
            ...{ MetricName, Dimensions, Value: value * days },
            Timestamp: new Date(dayBack(days).getTime() + (index + 1) * 3_600_000),
          })),
        }),
      );
  const product = newProduct(undefined, { AWS_ENDPOINT_URL: endpoint });
  try {
    await product.session(async (ask) => {
      const scope = { regions: [HOME_REGION], resource_types: ['ec2:volume'], dry_run: false };
      await checks.check('collect_data: inventory, then metrics of the volumes', async () => {
        for (const what of ['inventory', 'metrics']) {
          const answer = await ask('collect_data', { what, ...scope });
          equal(rowOf(answer, 'data_quality').gaps, [], `gaps of ${what}`);
        }
      });
      await checks.check('get_resource: the daily sums that were put in', async () => {
        const answer = await ask('get_resource', { resource_id: busy?.id, response_format: 'detailed' });
        const found = Object.fromEntries(
          rowsOf(answer, 'metrics').map(({ metric, statistic, by_day }) => [`${metric} ${statistic}`, by_day]),
        );
        const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
        const daily = (values: readonly number[]) =>
          Object.fromEntries(
            DAYS_BACK.toReversed().map((days) => [dayBack(days).toISOString().slice(0, 10), sum(values) * days]),
          );
        equal(found, { 'read-operations sum': daily(READS), 'write-operations sum': daily(WRITES) }, 'metrics');
      });
      await checks.check('get_resource: no points where none were put', async () => {
        const answer = await ask('get_resource', { resource_id: idle?.id });
        equal(answer.metrics, [], 'metrics');
      });
      await checks.check('a day without data is no zero', async () => {
        const answer = await ask('get_resource', { resource_id: busy?.id, response_format: 'detailed' });
        for (const { by_day } of rowsOf(answer, 'metrics'))
          holds(Object.keys(by_day as object).length === DAYS_BACK.length, JSON.stringify(by_day));
      });
    });
  } finally {
    product.discard();
  }
}
