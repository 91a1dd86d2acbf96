import { type BillRow, dollars } from './bill.ts';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly mode?: 'REPEATED';
  readonly fields?: readonly Field[];
}

const text = (name: string): Field => ({ name, type: 'STRING' });
const number = (name: string): Field => ({ name, type: 'FLOAT' });
const time = (name: string): Field => ({ name, type: 'TIMESTAMP' });
const record = (name: string, ...fields: readonly Field[]): Field => ({ name, type: 'RECORD', fields });
const list = (name: string, ...fields: readonly Field[]): Field => ({ ...record(name, ...fields), mode: 'REPEATED' });

// https://cloud.google.com/billing/docs/how-to/export-data-bigquery-tables/standard-usage
const SCHEMA: readonly Field[] = [
  text('billing_account_id'),
  record('service', text('id'), text('description')),
  record('sku', text('id'), text('description')),
  ...[time('usage_start_time'), time('usage_end_time')],
  record('project', text('id'), text('number'), text('name'), list('labels', text('key'), text('value'))),
  list('labels', text('key'), text('value')),
  list('system_labels', text('key'), text('value')),
  record('location', text('location'), text('country'), text('region'), text('zone')),
  ...[time('export_time'), number('cost'), text('currency'), number('currency_conversion_rate')],
  record('usage', number('amount'), text('unit')),
  list('credits', text('name'), number('amount'), text('full_name'), text('id'), text('type')),
  record('invoice', text('month')),
  text('cost_type'),
];

export interface ExportPlace {
  readonly project: string;
  readonly dataset: string;
  readonly table: string;
}

const AT_ONCE = 5000;

/** Makes the table of a standard usage cost export, and writes a bill into it, through BigQuery's own API. */
export async function writeExport(url: string, place: ExportPlace, rows: readonly BillRow[]): Promise<void> {
  const { project: projectId, dataset: datasetId, table: tableId } = place;
  const datasets = `${url}/bigquery/v2/projects/${projectId}/datasets`;
  await post(datasets, { datasetReference: { projectId, datasetId } });
  await post(`${datasets}/${datasetId}/tables`, {
    tableReference: { projectId, datasetId, tableId },
    schema: { fields: SCHEMA },
    timePartitioning: { type: 'DAY' },
  });
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const part = rows.slice(start, start + AT_ONCE).map((row) => ({ json: exported(row) }));
    const { insertErrors } = await post(`${datasets}/${datasetId}/tables/${tableId}/insertAll`, { rows: part });
    if (Array.isArray(insertErrors) && insertErrors.length > 0)
      throw new Error(`rows were refused: ${JSON.stringify(insertErrors).slice(0, 500)}`);
  }
}

/** As Google writes it. */
const exported = ({ day, service, project, region, owner, type, cost, credits }: BillRow): object => ({
  billing_account_id: '012345-6789AB-CDEF01',
  service: { id: service, description: service },
  usage_start_time: `${day}T05:00:00Z`,
  usage_end_time: `${day}T06:00:00Z`,
  project: project === undefined ? null : { id: project, number: '1', name: project },
  labels: owner === undefined ? [] : [{ key: 'Owner', value: owner }],
  location: { location: region ?? 'us', region },
  export_time: `${day}T09:00:00Z`,
  cost: Number(dollars(cost)),
  currency: 'USD',
  currency_conversion_rate: 1,
  credits: credits.map((amount) => ({ name: 'Discount', amount: Number(dollars(amount)) })),
  invoice: { month: day.slice(0, 7).replace('-', '') },
  cost_type: type,
});

async function post(url: string, body: object): Promise<Readonly<Record<string, unknown>>> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status} ${answer.slice(0, 500)}`);
  return JSON.parse(answer) as Readonly<Record<string, unknown>>;
}
