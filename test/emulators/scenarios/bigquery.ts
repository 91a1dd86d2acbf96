import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../../../simulator/start.ts';
import { rowsOf } from '../answers.ts';
import { type BillRow, bill, dollars, netOf } from '../bigquery/bill.ts';
import { type ExportPlace, writeExport } from '../bigquery/export.ts';
import { startFront } from '../bigquery/front.ts';
import { startBigQuery } from '../bigquery/start.ts';
import { type Checks, equal, holds } from '../checks.ts';
import { type Ask, newProduct } from '../product.ts';

const PLACE: ExportPlace = {
  project: 'atlas-billing',
  dataset: 'billing_export',
  table: 'gcp_billing_export_v1_012345_6789AB_CDEF01',
};

/** A billing export in a BigQuery that is not ours. The sign-in and the projects are the simulator's. */
export async function checkBigQuery(checks: Checks): Promise<void> {
  checks.section('BigQuery');
  const now = new Date().toISOString().slice(0, 10);
  const thisMonth = `${now.slice(0, 7)}-01`;
  const lastMonth = `${new Date(Date.parse(thisMonth) - 1).toISOString().slice(0, 7)}-01`;
  const rows = bill(lastMonth, thisMonth);
  const bigQuery = await startBigQuery();
  const simulator = await startSimulator({ clouds: ['gcp'], resources: 40 });
  const front = await startFront(bigQuery.url, simulator.gcp.url);
  const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-bigquery-credentials-'));
  const account = {
    ...{ cloud: 'gcp', name: 'atlas', endpoint: front.url, credentials: simulator.gcp.writeCredentials(folder) },
    projects: [simulator.gcp.billing.project],
  };
  const product = newProduct({ accounts: [{ ...account, billing: PLACE }] });
  try {
    await writeExport(bigQuery.url, PLACE, rows);
    await checks.check(`collect: ${rows.length} rows of an export`, async () => {
      const { code, stderr, stdout, seconds } = await product.run('collect', '--what', 'costs', '--json');
      checks.say(`collected in ${seconds.toFixed(1)} s`);
      equal(code, 0, `exit code; ${stdout.slice(-1500)} ${stderr.slice(-500)}`);
    });
    await product.session((ask) => checkSums(checks, ask, rows, { Start: lastMonth, End: thisMonth }));
    await checks.check('an export that is not there is said', async () => {
      const elsewhere = product.write({ accounts: [{ ...account, billing: { ...PLACE, table: 'elsewhere' } }] });
      const { code, stdout } = await product.run('collect', '--what', 'costs', '--json', '--config', elsewhere);
      holds(code !== 0 && stdout.includes('notFound'), `exit code ${code}: ${stdout.slice(-1500)}`);
    });
  } finally {
    product.discard();
    rmSync(folder, { recursive: true });
    await front.stop();
    await simulator.close();
    await bigQuery.stop();
  }
}

const COLUMNS = {
  service: ['ServiceName', (row: BillRow) => row.service],
  account: ['SubAccountId', (row: BillRow) => row.project ?? null],
  region: ['RegionId', (row: BillRow) => row.region ?? null],
  'tag:Owner': ['tag:Owner', (row: BillRow) => row.owner ?? null],
} as const;

async function checkSums(checks: Checks, ask: Ask, rows: readonly BillRow[], period: object): Promise<void> {
  for (const metric of ['BilledCost', 'EffectiveCost'])
    for (const [group, [column, keyOf]] of Object.entries(COLUMNS))
      await checks.check(`query_costs: ${metric} of last month by ${group}`, async () => {
        const answer = await ask('query_costs', { period, metric, group_by: [group], top_n: 500 });
        const found = rowsOf(answer, 'rows').map((row) => [row[column] ?? null, String(row.amount)]);
        const groups = Map.groupBy(rows, (row) => keyOf(row));
        const expected = [...groups].map(([key, some]) => [key, dollars(netOf(some))]);
        equal(found.sort(), expected.sort(), 'rows');
      });
}
