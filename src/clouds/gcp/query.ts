import { randomUUID } from 'node:crypto';
import { CloudError } from '../../model/errors.ts';
import { money, times } from '../../model/money.ts';
import { pageTokens } from '../page-tokens.ts';
import { type GcpClients, type GcpRequest, pathPart } from './clients.ts';

export interface Query {
  /** Where it runs, and who pays for it. */
  readonly project: string;
  readonly sql: string;
  readonly parameters: readonly QueryParameter[];
}

export interface QueryParameter {
  readonly name: string;
  readonly type: 'STRING' | 'DATE';
  readonly value: string;
}

/** One row by column; everything comes as text, or as null. */
export type QueryRow = Readonly<Record<string, string | null>>;

/** https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/query */
interface QueryAnswer {
  readonly jobComplete?: boolean;
  readonly jobReference?: { readonly jobId?: string; readonly location?: string };
  readonly schema?: { readonly fields?: readonly { readonly name?: string }[] };
  readonly rows?: readonly { readonly f?: readonly { readonly v?: string | null }[] }[];
  readonly pageToken?: string;
  readonly totalBytesProcessed?: string;
}

const ACTION = 'bigquery.jobs.create';
export const QUERY_PERMISSIONS = [ACTION, 'bigquery.tables.get', 'bigquery.tables.getData'] as const;

// https://cloud.google.com/bigquery/pricing#on_demand_pricing: $6.25 for a TiB; what is read is rounded up to a MiB, with at
// least 10 MiB for each table. The first TiB of a month is free, which nobody can see from here, and is priced all the same.
const DOLLARS_PER_MIB = '0.0000059604644775390625';
const LEAST_MIB = 10;
const MIB = 2 ** 20;
// Google answers within it, done or not.
const WAIT_MS = 10_000;
const PAGE_ROWS = 10_000;
// A month of a thousand projects with thirty services each has nearly as many.
const MOST_ROWS = 1_000_000;

const mibOf = (bytes: number): number => Math.max(LEAST_MIB, Math.ceil(bytes / MIB));

/** What a query over so many bytes costs, exact dollars. */
export const priceOf = (bytes: number): string => times(money(DOLLARS_PER_MIB, 'USD'), mibOf(bytes)).amount;

/** The least that any query costs. */
export const LEAST_PRICE = priceOf(0);

/** Asks what it costs, then asks it at that price and no higher, and yields page after page of its rows. */
export async function* runQuery(clients: GcpClients, query: Query): AsyncIterable<readonly QueryRow[]> {
  const bytes = await bytesOf(clients, query);
  const first = await start(clients, query, bytes);
  const columns = (first.schema?.fields ?? []).map(({ name }) => name ?? '');
  const following = pageTokens(ACTION);
  let told = 0;
  for (let page = await finished(clients, query, first, first.jobReference); ; ) {
    // The schema is told when the job is complete.
    const names = columns.length > 0 ? columns : (page.schema?.fields ?? []).map(({ name }) => name ?? '');
    if (names.length === 0) throw unexpected('NoSchema');
    const rows = page.rows ?? [];
    told += rows.length;
    if (told > MOST_ROWS) throw tooMany();
    yield rows.map(({ f }) => rowOf(names, f ?? []));
    const pageToken = following(page.pageToken);
    if (pageToken === undefined) return;
    page = await finished(clients, query, await results(clients, query, first, pageToken), first.jobReference);
  }
}

const bodyOf = ({ sql, parameters }: Query): object => ({
  query: sql,
  useLegacySql: false,
  parameterMode: 'NAMED',
  queryParameters: parameters.map(({ name, type, value }) => ({
    ...{ name, parameterType: { type }, parameterValue: { value } },
  })),
});

const request = ({ project }: Query): Pick<GcpRequest, 'service' | 'action' | 'path' | 'fields'> => ({
  service: 'bigquery',
  action: ACTION,
  path: `bigquery/v2/projects/${pathPart(project)}/queries`,
  fields: ['jobComplete', 'jobReference'],
});

/** How much a query would read, which also finds out whether it may be asked; free of charge. */
export async function bytesOf(clients: GcpClients, query: Query): Promise<number> {
  const answer: QueryAnswer = await clients.ask({
    ...{ ...request(query), price: '0' },
    body: { ...bodyOf(query), dryRun: true },
    fields: ['totalBytesProcessed'],
  });
  const bytes = Number(answer.totalBytesProcessed ?? Number.NaN);
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw unexpected('NoBytes');
  return bytes;
}

const start = async (clients: GcpClients, query: Query, bytes: number): Promise<QueryAnswer> =>
  clients.ask({
    ...{ ...request(query), price: priceOf(bytes) },
    body: {
      ...bodyOf(query),
      // Nothing is billed beyond what was booked; one that would be fails instead.
      maximumBytesBilled: String(mibOf(bytes) * MIB),
      maxResults: PAGE_ROWS,
      timeoutMs: WAIT_MS,
      // The same question again within a quarter of an hour is the same job, and not billed twice.
      requestId: randomUUID(),
    },
  });

/** More rows, or whether there are any yet; free of charge. */
async function results(
  clients: GcpClients,
  query: Query,
  { jobReference }: QueryAnswer,
  pageToken: string | undefined,
): Promise<QueryAnswer> {
  const { jobId, location } = jobReference ?? {};
  if (!jobId) throw unexpected('NoJob');
  const { path, ...rest } = request(query);
  return clients.ask({
    ...{ ...rest, price: '0' },
    path: `${path}/${pathPart(jobId)}`,
    query: { location, pageToken, maxResults: String(PAGE_ROWS), timeoutMs: String(WAIT_MS) },
  });
}

async function finished(
  clients: GcpClients,
  query: Query,
  first: QueryAnswer,
  jobReference: QueryAnswer['jobReference'],
): Promise<QueryAnswer> {
  let answer = first;
  while (!answer.jobComplete)
    answer = await results(clients, query, { ...(jobReference ? { jobReference } : {}) }, undefined);
  return answer;
}

function rowOf(names: readonly string[], cells: readonly { readonly v?: string | null }[]): QueryRow {
  if (cells.length !== names.length) throw unexpected('RowDoesNotMatchSchema');
  return Object.fromEntries(names.map((name, index) => [name, cells[index]?.v ?? null]));
}

const tooMany = () =>
  new CloudError({
    ...{ reason: 'failed', code: 'TooManyRows', action: ACTION, retryable: false },
    advice: `the answer has more than ${MOST_ROWS.toLocaleString('en')} rows`,
  });

// Never retried: the same question would be paid again for the same answer.
const unexpected = (code: string): CloudError =>
  new CloudError({ reason: 'failed', code, action: ACTION, retryable: false });
