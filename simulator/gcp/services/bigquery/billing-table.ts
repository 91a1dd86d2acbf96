import {
  BIGINT,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api';
import type { Estate } from '../../../estate/estate.ts';
import { type GcpCharge, isGcpCharge } from '../../../estate/gcp/charge.ts';
import { projectType } from '../../../estate/gcp/identities.ts';
import { organizationIn } from '../../../estate/gcp/organization.ts';
import { shortDecimal } from '../../../estate/micros.ts';
import { gcpResources } from '../../scope.ts';

export const billingDataset = 'billing_export';

/** The detailed export of the company's billing account. */
export const billingTable = (estate: Estate): string =>
  `gcp_billing_export_resource_v1_${organizationIn(estate).billingAccount.replaceAll('-', '_')}`;

/** BigQuery writes decimals without the noughts at their end, and everything else as DuckDB does. */
const decimalsAsText = `CREATE MACRO google_string(value) AS
  CASE WHEN typeof(value) LIKE 'DECIMAL%' AND contains(value::VARCHAR, '.')
    THEN rtrim(rtrim(value::VARCHAR, '0'), '.') ELSE value::VARCHAR END`;

type StagedColumn = readonly [name: string, type: DuckDBType, value: (charge: GcpCharge) => DuckDBValue];

/** What the rows of one line have in common, as it is handed to the engine; lists come as JSON. */
const ofLine: readonly StagedColumn[] = [
  ['service_id', VARCHAR, ({ billedService }) => billedService.id],
  ['service_name', VARCHAR, ({ billedService }) => billedService.name],
  ['sku_id', VARCHAR, ({ sku }) => sku.id],
  ['sku_name', VARCHAR, ({ sku }) => sku.description],
  ['project', VARCHAR, ({ account }) => (account === '' ? null : account)],
  ['labels', VARCHAR, ({ tags }) => JSON.stringify(Object.entries(tags).map(([key, value]) => ({ key, value })))],
  ['region', VARCHAR, ({ region }) => (region === '' ? null : region)],
  ['place', VARCHAR, ({ location }) => location ?? null],
  ['zone', VARCHAR, ({ zone }) => zone ?? null],
  ['resource_name', VARCHAR, ({ resource }) => resource?.name ?? null],
  ['resource_global', VARCHAR, ({ resource }) => resource?.globalName ?? null],
  ['usage_unit', VARCHAR, ({ usage }) => usage?.unit ?? null],
  ['cost_type', VARCHAR, ({ costType }) => costType],
  ['correction_id', VARCHAR, ({ correction }) => correction?.id ?? null],
  ['correction', VARCHAR, ({ correction }) => correction?.description ?? null],
];

const ofRow: readonly StagedColumn[] = [
  ['usage_start', DOUBLE, ({ from }) => from.getTime()],
  ['usage_end', DOUBLE, ({ to }) => to.getTime()],
  ['exported', VARCHAR, ({ exportedOn }) => exportedOn],
  ['cost_micros', BIGINT, ({ costMicros }) => costMicros],
  ['usage_amount', DOUBLE, ({ usage }) => usage?.amount ?? null],
  ['credits', VARCHAR, ({ credits }) => (credits.length === 0 ? null : JSON.stringify(credits.map(creditJson)))],
  ['month', VARCHAR, ({ invoiceMonth }) => invoiceMonth],
];

const creditJson = ({ name, fullName, type, micros }: GcpCharge['credits'][number]) => ({
  ...{ name, amount: shortDecimal(micros), full_name: fullName, id: type, type },
});

/** Amounts are FLOAT64 in Google's export; up to here they are exact. */
const cost = '(cost_micros / 1000000)';

/** The table's columns in its order, as they are made of the staged ones. */
const columns = {
  billing_account_id: '$account',
  service: '{id: service_id, description: service_name}',
  sku: '{id: sku_id, description: sku_name}',
  usage_start_time: 'to_timestamp(usage_start / 1000)',
  usage_end_time: 'to_timestamp(usage_end / 1000)',
  project: 'p.project',
  labels: `from_json(labels, '[{"key":"VARCHAR","value":"VARCHAR"}]')`,
  system_labels: `from_json('[]', '[{"key":"VARCHAR","value":"VARCHAR"}]')`,
  location:
    "{location: coalesce(zone, place), country: CASE WHEN place LIKE 'us%' THEN 'US' END, region: region, zone: zone}",
  resource: '{name: resource_name, global_name: resource_global}',
  tags: `from_json('[]', '[{"key":"VARCHAR","value":"VARCHAR","inherited":"BOOLEAN","namespace":"VARCHAR"}]')`,
  price: `{effective_price: (${cost} / nullif(usage_amount, 0))::DECIMAL(38,9), tier_start_amount: 0::DECIMAL(38,9), unit: usage_unit, pricing_unit_quantity: 1::DECIMAL(38,9)}`,
  transaction_type: "'GOOGLE'",
  seller_name: "'Google'",
  export_time: 'exported::TIMESTAMPTZ + INTERVAL 9 HOUR',
  cost,
  cost_at_list: cost,
  currency: "'USD'",
  currency_conversion_rate: '1.0::DOUBLE',
  usage: '{amount: usage_amount, unit: usage_unit, amount_in_pricing_units: usage_amount, pricing_unit: usage_unit}',
  credits: `from_json(coalesce(credits, '[]'), '[{"name":"VARCHAR","amount":"DOUBLE","full_name":"VARCHAR","id":"VARCHAR","type":"VARCHAR"}]')`,
  invoice: "{month: month, publisher_type: 'GOOGLE'}",
  cost_type: 'cost_type',
  adjustment_info:
    "{id: correction_id, description: correction, mode: CASE WHEN correction_id IS NOT NULL THEN 'PARTIAL_CORRECTION' END, type: CASE WHEN correction_id IS NOT NULL THEN 'USAGE_CORRECTION' END}",
} as const;

export const columnNames: readonly string[] = Object.keys(columns);

/**
 * A database with the billing export in it: table `billing`, and in `partitions` how many bytes every column has in every
 * partition. It can reach nothing outside of itself.
 */
export async function openBilling(estate: Estate): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await stage(connection, estate);
  const made = Object.entries(columns).map(([name, expression]) => `${expression} AS ${name}`);
  await connection.run(
    `CREATE TABLE billing AS SELECT ${made.join(', ')}, exported::TIMESTAMPTZ AS _PARTITIONTIME, exported::DATE AS _PARTITIONDATE
       FROM staged JOIN lines USING (line) LEFT JOIN projects AS p ON p.id = lines.project`,
    { account: organizationIn(estate).billingAccount },
  );
  const sizes = columnNames.map((name) => `coalesce(sum(strlen(${name}::VARCHAR)), 0) AS ${name}`);
  await connection.run(
    `CREATE TABLE partitions AS UNPIVOT
       (SELECT _PARTITIONTIME, any_value(_PARTITIONDATE) AS _PARTITIONDATE, ${sizes.join(', ')} FROM billing GROUP BY 1)
       ON ${columnNames.join(', ')} INTO NAME column_name VALUE bytes`,
  );
  await connection.run(decimalsAsText);
  await connection.run('DROP TABLE staged; DROP TABLE lines; DROP TABLE projects');
  await connection.run('SET enable_external_access = false; SET lock_configuration = true');
  return connection;
}

async function stage(connection: DuckDBConnection, estate: Estate): Promise<void> {
  const charges = estate.charges.filter(isGcpCharge);
  const lines = new Map<string, GcpCharge>();
  const numbers = new Map<string, number>();
  const lineOf = (charge: GcpCharge): number => {
    const { sku, account, region, resource, costType, correction } = charge;
    const key = [sku.id, account, region, resource?.globalName, costType, correction?.id].join(' ');
    const known = numbers.get(key) ?? numbers.size;
    if (known === numbers.size) lines.set(key, charge);
    numbers.set(key, known);
    return known;
  };
  const numbered: StagedColumn = ['line', DOUBLE, lineOf];
  await append(connection, 'staged', [numbered, ...ofRow], charges);
  await append(connection, 'lines', [numbered, ...ofLine], [...lines.values()]);
  await stageProjects(connection, estate);
}

const rowsAtOnce = 2048;

async function append(
  connection: DuckDBConnection,
  table: string,
  columns: readonly StagedColumn[],
  charges: readonly GcpCharge[],
): Promise<void> {
  await connection.run(`CREATE TABLE ${table} (${columns.map(([name, type]) => `${name} ${type}`).join(', ')})`);
  const appender = await connection.createAppender(table);
  for (let start = 0; start < charges.length; start += rowsAtOnce) {
    const chunk = DuckDBDataChunk.create(columns.map(([, type]) => type));
    const part = charges.slice(start, start + rowsAtOnce);
    chunk.setColumns(columns.map(([, , value]) => part.map(value)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

async function stageProjects(connection: DuckDBConnection, estate: Estate): Promise<void> {
  const { projects, number, domain } = organizationIn(estate);
  const labels = new Map(
    gcpResources(estate, '')
      .filter(({ type }) => type === projectType)
      .map(({ account, tags }) => [account, tags]),
  );
  const rows = projects.map(({ id, number: own, name, folder }) => ({
    ...{ id, number: own, name },
    labels: Object.entries(labels.get(id) ?? {}).map(([key, value]) => ({ key, value })),
    ancestry_numbers: `/${number}/${folder.number}/`,
    ancestors: [
      { resource_name: `projects/${own}`, display_name: name },
      { resource_name: `folders/${folder.number}`, display_name: folder.name },
      { resource_name: `organizations/${number}`, display_name: domain },
    ],
  }));
  const pair = '{"key":"VARCHAR","value":"VARCHAR"}';
  const ancestor = '{"resource_name":"VARCHAR","display_name":"VARCHAR"}';
  const shape = `[{"id":"VARCHAR","number":"VARCHAR","name":"VARCHAR","labels":[${pair}],"ancestry_numbers":"VARCHAR","ancestors":[${ancestor}]}]`;
  await connection.run(
    `CREATE TABLE projects AS SELECT project.id AS id, project FROM (SELECT unnest(from_json($rows, '${shape}')) AS project)`,
    { rows: JSON.stringify(rows) },
  );
}
