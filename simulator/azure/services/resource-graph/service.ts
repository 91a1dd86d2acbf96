import { randomUUID } from 'node:crypto';
import { placeOf } from '../../../paging.ts';
import type { Row } from '../../kql/expressions.ts';
import { parseQuery } from '../../kql/parse.ts';
import { QueryRefusal } from '../../kql/refusal.ts';
import { type Result, runQuery } from '../../kql/run.ts';
import type { Window } from '../../quotas.ts';
import { type AzureAnswer, type AzureDoor, AzureError, type AzureRequest, jsonIn, type Route } from '../../service.ts';
import { branchOf } from '../../tenant.ts';
import { tablesOf } from './tables.ts';

interface Body {
  readonly query: string;
  readonly subscriptions: readonly string[];
  readonly managementGroups: readonly string[];
  readonly options: {
    readonly $top?: number;
    readonly $skip?: number;
    readonly $skipToken?: string;
    readonly resultFormat?: 'objectArray' | 'table';
  };
}

const service = 'Microsoft.ResourceGraph';
const mostRows = 1000;

/** Of one caller in one tenant. */
const allowance: Window = { limit: 15, seconds: 5 };

/** Resource Graph: one question about all subscriptions at once. What the caller may not read is left out in silence. */
export const resourceGraphRoutes: readonly Route[] = [
  {
    ...{ api: 'arm', service, operation: 'Resources', method: 'POST' },
    action: 'Microsoft.ResourceGraph/resources/read',
    path: /^\/providers\/Microsoft\.ResourceGraph\/resources\/?$/i,
    throttled,
    answer: resources,
  },
];

function resources(request: AzureRequest, door: AzureDoor): AzureAnswer {
  const { left, waitSeconds } = door.quotas.take(`arg/${request.principal?.clientId}`, [allowance], 1);
  if (waitSeconds !== undefined) throw throttled(waitSeconds, door);
  const body = jsonIn<Body>(request);
  const scope = JSON.stringify([body.query, body.subscriptions, body.managementGroups, request.principal?.clientId]);
  const { $top = mostRows, $skip = 0, $skipToken, resultFormat = 'objectArray' } = body.options ?? {};
  if (!Number.isInteger($top) || $top < 1 || $top > mostRows) {
    throw refused(door, [{ code: 'InvalidTop', message: `Top must be between 1 and ${mostRows}, not ${$top}.` }]);
  }
  const result = remembered(door, scope, $skipToken !== undefined, () => answerTo(body, request, door));
  const page = placeOf(Math.max(0, result.count - $skip), {
    ...{ token: $skipToken, size: $top, scope },
    invalid: () => refused(door, [{ code: 'InvalidSkipToken', message: 'The skip token is not valid.' }]),
  });
  const rows = result.page($skip + page.start, $skip + page.end);
  // Only rows that have ids can be continued, and a list that was cut on purpose is not.
  const continues = page.nextToken !== undefined && result.columns.includes('id') && !result.limited;
  return {
    headers: {
      'x-ms-user-quota-remaining': String(left[0]),
      'x-ms-user-quota-resets-after': clockText(allowance.seconds),
      'x-ms-resource-graph-request-duration': '0:00:00:00.0100000',
    },
    body: {
      ...{ totalRecords: result.count, count: rows.length },
      data: resultFormat === 'table' ? asTable(result.columns, rows) : rows,
      facets: [],
      resultTruncated: page.nextToken !== undefined && !continues ? 'true' : 'false',
      ...(continues && { $skipToken: page.nextToken }),
    },
    page: page.number,
  };
}

function answerTo(body: Partial<Body>, request: AzureRequest, door: AzureDoor): Result {
  const inScope = scopeOf(body, request, door);
  const isReadable = readableTypes(door);
  const seesTree = request.principal?.reads === 'everything';
  const isVisible = ({ subscriptionId, type }: Row) =>
    (subscriptionId === '' ? seesTree : inScope.has(String(subscriptionId))) && isReadable(String(type));
  try {
    const query = parseQuery(body.query ?? '');
    const table = tablesOf(door.estate).get(query.table);
    if (!table) throw new QueryRefusal([{ code: 'InvalidTableName', message: `InvalidTableName: ${query.table}` }]);
    return runQuery(query, table, isVisible, request.now);
  } catch (error) {
    if (error instanceof QueryRefusal) throw refused(door, error.details);
    throw error;
  }
}

/** The subscriptions that are asked about and may be read; all of them when none are named. */
function scopeOf(
  { subscriptions, managementGroups }: Partial<Body>,
  { readable }: AzureRequest,
  door: AzureDoor,
): ReadonlySet<string> {
  if (subscriptions?.length && managementGroups?.length) {
    const message = 'Only one of subscriptions and managementGroups can be specified.';
    throw refused(door, [{ code: 'InvalidScope', message }]);
  }
  // A group that may not be read is none.
  const readsGroups = readableTypes(door)('Microsoft.Management/managementGroups');
  const named = managementGroups?.length
    ? managementGroups
        .filter(() => readsGroups)
        .flatMap((id) => branchOf(door.tenant, id) ?? [])
        .flatMap((group) => group.subscriptions)
    : undefined;
  const wanted = named?.map(({ id }) => id) ?? (subscriptions?.length ? subscriptions : [...readable]);
  const visible = new Set(wanted.map((id) => id.toLowerCase()).filter((id) => readable.has(id)));
  if (visible.size > 0) return visible;
  const message = `There must be at least one subscription that is eligible to contain resources. Given: '${wanted.join(', ')}'.`;
  throw refused(door, [{ code: 'NoValidSubscriptionsInQueryRequest', message }]);
}

/** Rows of a type need the right to read that type, and nothing else does. */
function readableTypes({ faults, tenant }: AzureDoor): (type: string) => boolean {
  const seen = new Map<string, boolean>();
  return (type) => {
    const known = seen.get(type);
    if (known !== undefined) return known;
    const readable = !faults.denies({
      ...{ cloud: 'azure', services: [], operation: '', account: tenant.id, region: '', action: `${type}/read` },
    });
    seen.set(type, readable);
    return readable;
  };
}

const refused = (door: AzureDoor, details: readonly object[]): AzureError =>
  new AzureError(400, 'BadRequest', supportText(door), { details });

const supportText = (door: AzureDoor): string =>
  `Please provide below info when asking for support: timestamp = ${door.now().toISOString()}, correlationId = ${randomUUID()}.`;

function throttled(seconds: number, door: AzureDoor): AzureError {
  const message =
    'Client application has been throttled and should not attempt to repeat the request until an amount of time has elapsed. Please see help link for tips and how to avoid throttling: https://aka.ms/resourcegraph-throttling';
  return new AzureError(429, 'RateLimiting', supportText(door), {
    details: [{ code: 'RateLimiting', message }],
    headers: {
      'retry-after': String(seconds),
      'x-ms-user-quota-remaining': '0',
      'x-ms-user-quota-resets-after': clockText(seconds),
    },
  });
}

/** Seconds as hh:mm:ss. */
const clockText = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(11, 19);

function asTable(columns: readonly string[], rows: readonly Row[]): object {
  const typeOf = (name: string) =>
    typeof rows[0]?.[name] === 'number' ? 'integer' : typeof rows[0]?.[name] === 'string' ? 'string' : 'object';
  return {
    columns: columns.map((name) => ({ name, type: typeOf(name) })),
    rows: rows.map((row) => columns.map((name) => row[name] ?? null)),
  };
}

const answered = new WeakMap<AzureDoor['estate'], Map<string, Result>>();
const mostRemembered = 8;

/** The pages of one question mostly follow each other, and each would go through all the rows. */
function remembered({ estate }: AzureDoor, scope: string, follows: boolean, work: () => Result): Result {
  const results = answered.get(estate) ?? new Map<string, Result>();
  answered.set(estate, results);
  const before = follows ? results.get(scope) : undefined;
  const result = before ?? work();
  results.delete(scope);
  results.set(scope, result);
  const [oldest] = results.keys();
  if (results.size > mostRemembered && oldest !== undefined) results.delete(oldest);
  return result;
}
