import type { DuckDBValue } from '@duckdb/node-api';
import { datasetType } from '../../../estate/gcp/data-services.ts';
import { organizationIn } from '../../../estate/gcp/organization.ts';
import type { GcpDetail, JsonObject } from '../../../estate/gcp/resource.ts';
import type { GcpApi, GcpMethod, GcpRequest } from '../../api.ts';
import { GcpError, invalidArgument, notFound } from '../../errors.ts';
import { pageOf, pageSize } from '../../paging.ts';
import { projectsIn } from '../../scope.ts';
import { billingDataset, billingTable } from './billing-table.ts';
import type { Job, Jobs, QueryPlan } from './jobs.ts';
import type { QueryParameter } from './parameters.ts';
import { cellOf } from './rows.ts';

const createJobs = 'bigquery.jobs.create';
const usualPage = 10_000;

/** BigQuery: queries over the billing export, and the datasets and tables that there are. */
export function bigQuery(jobs: Jobs): GcpApi {
  const project = 'bigquery/v2/projects/{project}';
  const method = (
    id: string,
    http: GcpMethod['http'],
    path: string,
    permission: string,
    answer: GcpMethod['answer'],
  ): GcpMethod => ({
    id: `bigquery.${id}`,
    ...{ http, permission, answer },
    path: `${project}/${path}`,
  });
  return {
    host: 'bigquery.googleapis.com',
    errors: 'legacy',
    methods: [
      method('jobs.query', 'POST', 'queries', createJobs, (request) => query(jobs, request)),
      method('jobs.insert', 'POST', 'jobs', createJobs, (request) => insert(jobs, request)),
      method('jobs.get', 'GET', 'jobs/{job}', 'bigquery.jobs.get', (request) =>
        jobJson(jobs.find(projectOf(request), request.path.job ?? '')),
      ),
      // Whoever started a job may have what it found; only others' jobs take bigquery.jobs.get.
      method('jobs.getQueryResults', 'GET', 'queries/{job}', createJobs, (request) => results(jobs, request)),
      method('datasets.list', 'GET', 'datasets', 'bigquery.datasets.get', datasets),
      method('tables.list', 'GET', 'datasets/{dataset}/tables', 'bigquery.tables.list', tables),
      method('tables.get', 'GET', 'datasets/{dataset}/tables/{table}', 'bigquery.tables.get', (request) =>
        table(jobs, request),
      ),
    ],
  };
}

const projectOf = ({ estate, path }: GcpRequest): string =>
  projectsIn(estate, `projects/${path.project}`, createJobs)[0]?.id ?? '';

interface QueryBody {
  readonly query?: string;
  readonly useLegacySql?: boolean;
  readonly dryRun?: boolean;
  readonly maximumBytesBilled?: string | number;
  readonly queryParameters?: readonly QueryParameter[];
  readonly timeoutMs?: number | string;
  readonly maxResults?: number | string;
  readonly formatOptions?: { readonly useInt64Timestamp?: boolean };
  readonly defaultDataset?: { readonly datasetId?: string };
}

function jsonOf<Body>(body: Buffer): Body {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new GcpError('INVALID_ARGUMENT', 'Parse Error', { reason: 'parseError' });
  }
}

/** Legacy SQL is what a query is in that doesn't say otherwise. */
function planOf(body: QueryBody, dryRun: boolean | undefined): QueryPlan {
  if (!body.query)
    throw new GcpError('INVALID_ARGUMENT', 'Required parameter is missing: query', { reason: 'required' });
  return {
    query: body.query,
    useLegacySql: body.useLegacySql ?? true,
    dryRun: dryRun ?? false,
    maximumBytesBilled: wholeNumber('maximumBytesBilled', body.maximumBytesBilled),
    parameters: body.queryParameters ?? [],
    defaultDataset: body.defaultDataset?.datasetId,
  };
}

/** Whole numbers come as numbers or as text. */
function wholeNumber(name: string, given: string | number | undefined): bigint | undefined {
  if (given === undefined) return undefined;
  if (/^\d+$/.test(String(given))) return BigInt(given);
  throw invalidArgument(`Invalid value at '${name}': ${given}`);
}

async function query(jobs: Jobs, request: GcpRequest): Promise<JsonObject> {
  const body = jsonOf<QueryBody>(request.body);
  const timeout = wholeNumber('timeoutMs', body.timeoutMs);
  const size = Number(wholeNumber('maxResults', body.maxResults) ?? usualPage);
  const job = await jobs.start(projectOf(request), planOf(body, body.dryRun), request.estate, request.now);
  if (job.error) throw job.error;
  // Who doesn't wait is answered before it is done.
  if (timeout === 0n) job.pendingPolls = Math.max(job.pendingPolls, 1);
  const wholeTimes = body.formatOptions?.useInt64Timestamp ?? false;
  return { kind: 'bigquery#queryResponse', ...page(job, { token: null, size, wholeTimes }) };
}

function results(jobs: Jobs, request: GcpRequest): JsonObject {
  const job = jobs.find(projectOf(request), request.path.job ?? '');
  if (job.error) throw job.error;
  const { query: asked } = request;
  // Nought asks for no rows at all, as clients do that only wait.
  const size = asked.get('maxResults') === '0' ? 0 : pageSize(asked, 'maxResults', usualPage, usualPage);
  const wholeTimes = asked.get('formatOptions.useInt64Timestamp') === 'true';
  const wanted = { token: asked.get('pageToken'), size, wholeTimes };
  return { kind: 'bigquery#getQueryResultsResponse', ...page(job, wanted) };
}

interface Wanted {
  readonly token: string | null;
  readonly size: number;
  /** Times as whole microseconds. */
  readonly wholeTimes: boolean;
}

function page(job: Job, { token, size, wholeTimes }: Wanted): JsonObject {
  const jobReference = referenceOf(job);
  if (job.pendingPolls > 0) {
    job.pendingPolls -= 1;
    return { jobReference, jobComplete: false };
  }
  const { schema = {}, types = [], rows = [], bytesProcessed = 0n } = job.result ?? {};
  const cellsOf = (row: readonly DuckDBValue[]) =>
    types.map((type, column) => cellOf(row[column] ?? null, type, wholeTimes));
  const { items, nextPageToken } = pageOf(rows, { token, size: Math.min(size, usualPage), scope: job.id });
  return {
    ...{ schema, jobComplete: true, cacheHit: false },
    jobReference: job.plan.dryRun ? { projectId: job.project, location: 'US' } : jobReference,
    totalRows: String(rows.length),
    totalBytesProcessed: String(bytesProcessed),
    rows: items.length > 0 ? items.map((row) => ({ f: cellsOf(row) })) : undefined,
    pageToken: size === 0 ? undefined : nextPageToken,
  };
}

const referenceOf = ({ project, id }: Job): JsonObject => ({ projectId: project, jobId: id, location: 'US' });

interface JobBody {
  readonly configuration?: { readonly query?: QueryBody; readonly dryRun?: boolean };
  readonly jobReference?: { readonly jobId?: string };
}

async function insert(jobs: Jobs, request: GcpRequest): Promise<JsonObject> {
  const { configuration, jobReference } = jsonOf<JobBody>(request.body);
  if (!configuration?.query) throw invalidArgument('The simulator has no jobs but queries.');
  const plan = planOf(configuration.query, configuration.dryRun);
  return jobJson(await jobs.start(projectOf(request), plan, request.estate, request.now, jobReference?.jobId));
}

function jobJson(job: Job): JsonObject {
  const { plan, result, error, createdAt, project, id } = job;
  const time = String(createdAt.getTime());
  const problem = error && { reason: error.plan.reason, message: error.message };
  // A query that failed has read nothing, and is told so.
  const { bytesProcessed = 0n, bytesBilled = 0n } = result ?? {};
  const bytes = String(bytesProcessed);
  const { query: text, dryRun } = plan;
  return {
    ...{ kind: 'bigquery#job', id: `${project}:US.${id}`, etag: 'W/"1"', jobReference: referenceOf(job) },
    configuration: { jobType: 'QUERY', dryRun, query: { query: text, useLegacySql: false, priority: 'INTERACTIVE' } },
    status: { state: job.pendingPolls > 0 ? 'RUNNING' : 'DONE', errorResult: problem, errors: problem && [problem] },
    statistics: {
      ...{ creationTime: time, startTime: time, endTime: time, totalBytesProcessed: bytes },
      query: {
        ...{ statementType: 'SELECT', cacheHit: false, totalBytesProcessed: bytes },
        totalBytesBilled: dryRun ? '0' : String(bytesBilled),
        ...(dryRun && result && { schema: result.schema }),
      },
    },
  };
}

function datasets(request: GcpRequest): JsonObject {
  const project = projectOf(request);
  const planted = request.estate.of<GcpDetail>(datasetType, project).map(({ name, detail, tags }) => ({
    name: name ?? '',
    ...{ location: detail.data.location, labels: Object.keys(tags).length > 0 ? tags : undefined },
  }));
  const own = isPayer(request) ? [{ name: billingDataset, location: 'US', labels: undefined }] : [];
  const { items, nextPageToken } = pageOf([...own, ...planted], {
    token: request.query.get('pageToken'),
    size: pageSize(request.query, 'maxResults', 50, 1000),
    scope: `datasets ${project}`,
  });
  return {
    kind: 'bigquery#datasetList',
    datasets: items.map(({ name, location, labels }) => ({
      ...{ kind: 'bigquery#dataset', id: `${project}:${name}`, location, labels },
      datasetReference: { projectId: project, datasetId: name },
    })),
    nextPageToken,
  };
}

const isPayer = (request: GcpRequest): boolean => organizationIn(request.estate).projects[0]?.id === projectOf(request);

function tables(request: GcpRequest): JsonObject {
  const { dataset = '' } = request.path;
  const found = isPayer(request) && dataset === billingDataset ? [billingTable(request.estate)] : [];
  return {
    kind: 'bigquery#tableList',
    tables: found.map((tableId) => ({
      ...{ kind: 'bigquery#table', type: 'TABLE', timePartitioning: { type: 'DAY' } },
      ...referenceTo(request, tableId),
    })),
    totalItems: found.length,
  };
}

const referenceTo = (request: GcpRequest, tableId: string) => ({
  id: `${projectOf(request)}:${request.path.dataset}.${tableId}`,
  tableReference: { projectId: projectOf(request), datasetId: request.path.dataset ?? '', tableId },
});

/** The table's columns are those of a query for all of it. */
async function table(jobs: Jobs, request: GcpRequest): Promise<JsonObject> {
  const { estate, now, path } = request;
  const name = billingTable(estate);
  if (!isPayer(request) || path.dataset !== billingDataset || path.table !== name) {
    throw notFound(`Not found: Table ${path.project}:${path.dataset}.${path.table}`);
  }
  const text = `SELECT * FROM \`${projectOf(request)}.${billingDataset}.${name}\` WHERE _PARTITIONTIME >= '1970-01-01'`;
  const plan = planOf({ query: text, useLegacySql: false }, true);
  const { result } = await jobs.start(projectOf(request), plan, estate, now);
  if (!result) throw new Error('a query that is only looked at has no result');
  return {
    ...{ kind: 'bigquery#table', type: 'TABLE', location: 'US', ...referenceTo(request, name) },
    schema: result.schema,
    numRows: String(estate.charges.filter(({ cloud }) => cloud === 'gcp').length),
    numBytes: String(result.bytesProcessed),
    timePartitioning: { type: 'DAY' },
  };
}
