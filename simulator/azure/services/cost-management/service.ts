import type { PlantedCharge } from '../../../estate/estate.ts';
import { pageOf } from '../../../paging.ts';
import { linkTo } from '../../pages.ts';
import type { Window } from '../../quotas.ts';
import { denial } from '../../refusals.ts';
import { type AzureAnswer, type AzureDoor, AzureError, type AzureRequest, jsonIn, type Route } from '../../service.ts';
import { branchOf } from '../../tenant.ts';
import { badRequest, type CostQuestion, checkQuestion, daysOf, monthsIn } from './request.ts';
import { type CostTable, costTable } from './rows.ts';

const action = 'Microsoft.CostManagement/query/read';
const common = { api: 'arm', service: 'Microsoft.CostManagement', method: 'POST', action, throttled } as const;
const query = '\\/providers\\/Microsoft\\.CostManagement\\/query\\/?$';

/** Of a tenant, in processing units: about one for each month that a question looks at. */
const allowances: readonly Window[] = [
  { limit: 12, seconds: 10 },
  { limit: 60, seconds: 60 },
  { limit: 600, seconds: 3600 },
];

const usualRows = 1000;
const mostRows = 5000;

/** Cost Management's queries over a subscription, one of its groups, or a management group. */
export const costManagementRoutes: readonly Route[] = [
  {
    ...common,
    operation: 'QueryManagementGroup',
    path: new RegExp(`^\\/providers\\/Microsoft\\.Management\\/managementGroups\\/([^/]+)${query}`, 'i'),
    answer(request, door) {
      const branch = branchOf(door.tenant, request.parts[0] ?? '');
      if (request.principal?.reads !== 'everything' || !branch) {
        throw denial('arm', request.principal, action, scopeIn(request));
      }
      const below = new Set(branch.flatMap(({ subscriptions }) => subscriptions.map(({ id }) => id)));
      return answer(request, door, ({ account }) => below.has(account) && request.readable.has(account));
    },
  },
  {
    ...common,
    operation: 'QuerySubscription',
    path: new RegExp(`^\\/subscriptions\\/([^/]+)${query}`, 'i'),
    subscription: ([id]) => id,
    answer(request, door) {
      const id = request.parts[0]?.toLowerCase();
      return answer(request, door, ({ account }) => account === id);
    },
  },
  {
    ...common,
    operation: 'QueryResourceGroup',
    path: new RegExp(`^\\/subscriptions\\/([^/]+)\\/resourceGroups\\/([^/]+)${query}`, 'i'),
    subscription: ([id]) => id,
    answer(request, door) {
      const [id, group] = request.parts.map((part) => part.toLowerCase());
      const isInside = ({ account, resourceGroup }: PlantedCharge) =>
        account === id && resourceGroup?.toLowerCase() === group;
      return answer(request, door, isInside);
    },
  },
];

const scopeIn = ({ path }: AzureRequest): string =>
  path.slice(0, path.toLowerCase().indexOf('/providers/microsoft.cost'));

function answer(request: AzureRequest, door: AzureDoor, isInScope: (charge: PlantedCharge) => boolean): AzureAnswer {
  const question = jsonIn<CostQuestion>(request);
  checkQuestion(question);
  const days = daysOf(question, request.now);
  const units = monthsIn(days);
  const { left, waitSeconds } = door.quotas.take('cost', allowances, units);
  if (waitSeconds !== undefined) throw throttled(waitSeconds);
  const size = sizeOf(request);
  const scope = JSON.stringify([request.path.toLowerCase(), question, size, request.principal?.clientId]);
  const token = request.query('$skiptoken');
  const { columns, rows } = remembered(door, scope, token !== undefined, () =>
    costTable(question, days, isInScope, door),
  );
  const invalid = () => badRequest('Invalid skip token.');
  const page = pageOf(rows, { token, size, scope, invalid });
  const name = request.requestId;
  return {
    headers: {
      'x-ms-ratelimit-microsoft.costmanagement-qpu-consumed': String(units),
      'x-ms-ratelimit-microsoft.costmanagement-qpu-remaining': left.join(';'),
    },
    body: {
      id: `${scopeIn(request).slice(1)}/providers/Microsoft.CostManagement/query/${name}`,
      ...{ name, type: 'Microsoft.CostManagement/query', location: null, sku: null, eTag: null },
      properties: {
        // To be posted again, with the same question.
        nextLink: page.nextToken === undefined ? null : linkTo(request, door, '$skiptoken', page.nextToken),
        columns,
        rows: page.items,
      },
    },
    page: page.number,
  };
}

function sizeOf(request: AzureRequest): number {
  const top = request.query('$top');
  if (top === undefined) return usualRows;
  const size = Number(top);
  if (Number.isInteger(size) && size >= 1 && size <= mostRows) return size;
  throw badRequest(`Invalid $top '${top}': it must be between 1 and ${mostRows}.`);
}

/** There is no usual header that says how long to wait; of several of these, the longest counts. */
function throttled(seconds: number): AzureError {
  const wait = String(seconds);
  return new AzureError(429, '429', 'Too many requests. Please retry.', {
    headers: {
      'x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after': wait,
      'x-ms-ratelimit-microsoft.costmanagement-entity-retry-after': wait,
      'x-ms-ratelimit-microsoft.costmanagement-tenant-retry-after': wait,
      'x-ms-ratelimit-microsoft.costmanagement-client-retry-after': '1',
    },
  });
}

const answered = new WeakMap<AzureDoor['estate'], { readonly scope: string; readonly table: CostTable }>();

/** The pages of one question mostly follow each other, and each would go through the whole bill. */
function remembered({ estate }: AzureDoor, scope: string, follows: boolean, work: () => CostTable): CostTable {
  const last = answered.get(estate);
  const table = follows && last?.scope === scope ? last.table : work();
  answered.set(estate, { scope, table });
  return table;
}
