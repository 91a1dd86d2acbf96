import { randomUUID } from 'node:crypto';
import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Estate } from '../../../estate/estate.ts';
import { organizationIn } from '../../../estate/gcp/organization.ts';
import type { JsonObject } from '../../../estate/gcp/resource.ts';
import { GcpError, invalidArgument } from '../../errors.ts';
import { billingDataset, billingTable, columnNames, openBilling } from './billing-table.ts';
import { type Surroundings, translate, translateCondition } from './google-sql.ts';
import { parametersOf, type QueryParameter } from './parameters.ts';
import { columnsIn, scansOf, unqualified } from './partitions.ts';
import { invalidQuery } from './query-error.ts';
import { columnName, fieldOf } from './rows.ts';

/** What may be set about the simulated BigQuery while it runs. */
export interface BigQuerySettings {
  /** Whether the billing table refuses queries that don't say which partitions they need. */
  requirePartitionFilter: boolean;
  /** How often a query is asked after before it is done. */
  pendingPolls: number;
}

/** A query as a request puts it. */
export interface QueryPlan {
  readonly query: string;
  readonly useLegacySql: boolean;
  readonly dryRun: boolean;
  readonly maximumBytesBilled: bigint | undefined;
  readonly parameters: readonly QueryParameter[];
  readonly defaultDataset: string | undefined;
}

export interface QueryResult {
  readonly schema: JsonObject;
  readonly types: readonly DuckDBType[];
  readonly rows: readonly (readonly DuckDBValue[])[];
  readonly bytesProcessed: bigint;
  readonly bytesBilled: bigint;
}

export interface Job {
  readonly id: string;
  readonly project: string;
  readonly plan: QueryPlan;
  readonly createdAt: Date;
  readonly result: QueryResult | undefined;
  readonly error: GcpError | undefined;
  pendingPolls: number;
}

export interface Jobs {
  /** @throws GcpError for what is wrong with the query itself */
  start(project: string, plan: QueryPlan, estate: Estate, now: Date, id?: string): Promise<Job>;
  find(project: string, id: string): Job;
}

const mostKept = 200;
const megabyte = 1_048_576n;

export function createJobs(settings: BigQuerySettings): Jobs {
  const jobs = new Map<string, Job>();
  const databases = new WeakMap<Estate, Promise<DuckDBConnection>>();
  const databaseOf = (estate: Estate) => {
    const known = databases.get(estate) ?? openBilling(estate);
    databases.set(estate, known);
    return known;
  };
  return {
    async start(project, plan, estate, now, id = `job_${randomUUID().replaceAll('-', '')}`) {
      if (jobs.has(id))
        throw new GcpError('FAILED_PRECONDITION', `Already Exists: Job ${project}:US.${id}`, {
          reason: 'duplicate',
          legacyHttpStatus: 409,
        });
      const { result, error } = await run(await databaseOf(estate), plan, { project, estate, now, settings });
      const job = {
        id,
        project,
        plan,
        createdAt: now,
        result,
        error,
        pendingPolls: plan.dryRun ? 0 : settings.pendingPolls,
      };
      if (!plan.dryRun) jobs.set(id, job);
      for (const oldest of jobs.keys()) if (jobs.size > mostKept) jobs.delete(oldest);
      return job;
    },
    find(project, id) {
      const found = jobs.get(id);
      if (found?.project !== project)
        throw new GcpError('NOT_FOUND', `Not found: Job ${project}:${id}`, { reason: 'notFound' });
      return found;
    },
  };
}

interface Place {
  readonly project: string;
  readonly estate: Estate;
  readonly now: Date;
  readonly settings: BigQuerySettings;
}

async function run(
  connection: DuckDBConnection,
  plan: QueryPlan,
  place: Place,
): Promise<Pick<Job, 'result' | 'error'>> {
  if (plan.useLegacySql) throw invalidQuery('Legacy SQL is not answered here: set useLegacySql to false.');
  const surroundings: Surroundings = {
    table: (path) => tableNamed(path, plan, place),
    parameter: parametersOf(plan.parameters),
    now: place.now,
  };
  const sql = translate(plan.query, surroundings);
  const bytesProcessed = await bytesOf(connection, plan, place, surroundings);
  const bytesBilled = billed(bytesProcessed);
  if (plan.dryRun) {
    const empty = await asked(connection, `SELECT * FROM (${sql}) LIMIT 0`);
    return { result: { ...empty, bytesProcessed, bytesBilled }, error: undefined };
  }
  if (plan.maximumBytesBilled !== undefined && plan.maximumBytesBilled < bytesBilled) {
    const message = `Query exceeded limit for bytes billed: ${plan.maximumBytesBilled}. ${bytesBilled} or higher required.`;
    return {
      result: undefined,
      error: new GcpError('INVALID_ARGUMENT', message, { reason: 'bytesBilledLimitExceeded' }),
    };
  }
  return { result: { ...(await asked(connection, sql)), bytesProcessed, bytesBilled }, error: undefined };
}

async function asked(
  connection: DuckDBConnection,
  sql: string,
): Promise<Pick<QueryResult, 'schema' | 'types' | 'rows'>> {
  // What the engine can't run is the query's own fault as far as a client sees; it is told in the engine's words.
  const reader = await connection.runAndReadAll(sql).catch((error: unknown) => {
    const [first = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw invalidQuery(first);
  });
  let unnamed = 0;
  const names = reader.columnNames().map((name) => {
    const told = columnName(name, unnamed);
    if (told !== name) unnamed += 1;
    return told;
  });
  const types = reader.columnTypes();
  const fields = types.map((type, position) => fieldOf(names[position] ?? '', type));
  return { schema: { fields }, types, rows: reader.getRows() };
}

/** Ten megabytes at least, in whole megabytes; what reads nothing costs nothing. */
function billed(bytes: bigint): bigint {
  if (bytes === 0n) return 0n;
  const whole = ((bytes + megabyte - 1n) / megabyte) * megabyte;
  return whole < 10n * megabyte ? 10n * megabyte : whole;
}

/** The bytes of the named columns in the partitions that the conditions leave, for each reading of the table. */
async function bytesOf(
  connection: DuckDBConnection,
  plan: QueryPlan,
  place: Place,
  surroundings: Surroundings,
): Promise<bigint> {
  const columns = columnsIn(plan.query, columnNames).map((name) => `'${name}'`);
  let sum = 0n;
  for (const { path, conditions } of scansOf(plan.query)) {
    if (conditions.length === 0 && place.settings.requirePartitionFilter) {
      const message = `Cannot query over table '${path}' without a filter over column(s) '_PARTITION_LOAD_TIME', '_PARTITIONDATE', '_PARTITIONTIME' that can be used for partition elimination`;
      throw invalidQuery(message);
    }
    const kept = conditions.map((condition) => `(${translateCondition(unqualified(condition), surroundings)})`);
    const where = [`column_name IN (${columns.length > 0 ? columns.join(', ') : "''"})`, ...kept].join(' AND ');
    const reader = await connection.runAndReadAll(
      `SELECT coalesce(sum(bytes), 0)::BIGINT FROM partitions WHERE ${where}`,
    );
    const [[bytes] = []] = reader.getRows();
    if (typeof bytes !== 'bigint') throw new Error(`the partitions of ${path} have no size`);
    sum += bytes;
  }
  return sum;
}

function tableNamed(path: string, plan: QueryPlan, { project, estate }: Place): string {
  const parts = path.split('.');
  const [table = '', dataset = plan.defaultDataset ?? '', owner = project] = parts.reverse();
  if (
    table === billingTable(estate) &&
    dataset === billingDataset &&
    owner === organizationIn(estate).projects[0]?.id
  ) {
    return 'billing';
  }
  if (dataset === '') throw invalidArgument(`Table "${table}" must be qualified with a dataset (e.g. dataset.table).`);
  const message = `Not found: Table ${owner}:${dataset}.${table} was not found in location US`;
  throw new GcpError('NOT_FOUND', message, { reason: 'notFound' });
}
