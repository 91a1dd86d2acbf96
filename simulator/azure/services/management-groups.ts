import { listed, topOf } from '../pages.ts';
import { denial } from '../refusals.ts';
import { type AzureDoor, AzureError, type AzureRequest, type Route } from '../service.ts';
import { branchOf, type ManagementGroup, type Tenant } from '../tenant.ts';

const type = 'Microsoft.Management/managementGroups';
const service = 'Microsoft.Management';
const mostInPage = 100;

/** The tree above the subscriptions. */
export const managementGroupRoutes: readonly Route[] = [
  {
    ...{ api: 'arm', service, operation: 'ListManagementGroups', method: 'GET' },
    path: /^\/providers\/Microsoft\.Management\/managementGroups\/?$/i,
    answer(request, door) {
      const seen = request.principal?.reads === 'everything' ? door.tenant.groups : [];
      return listed(
        request,
        door,
        seen.map((group) => groupBody(group, door.tenant)),
        { size: mostInPage },
      );
    },
  },
  {
    ...{ api: 'arm', service, operation: 'GetManagementGroup', method: 'GET' },
    path: /^\/providers\/Microsoft\.Management\/managementGroups\/([^/]+)\/?$/i,
    action: `${type}/read`,
    answer(request, door) {
      const [group] = readableBranch(request, door, `${type}/read`);
      return { body: group ? groupBody(group, door.tenant) : {} };
    },
  },
  {
    ...{ api: 'arm', service, operation: 'GetDescendants', method: 'GET' },
    path: /^\/providers\/Microsoft\.Management\/managementGroups\/([^/]+)\/descendants\/?$/i,
    action: `${type}/descendants/read`,
    answer(request, door) {
      const [top, ...below] = readableBranch(request, door, `${type}/descendants/read`);
      const subscriptions = [...(top ? [top] : []), ...below].flatMap(({ id, subscriptions: held }) =>
        held
          .filter((subscription) => request.readable.has(subscription.id))
          .map((subscription) => ({
            ...{ id: `/subscriptions/${subscription.id}`, type: '/subscriptions', name: subscription.id },
            properties: { displayName: subscription.name, parent: { id: pathOf(id) } },
          })),
      );
      const groups = below.map(({ id, name, parent }) => ({
        ...{ id: pathOf(id), type: `${type}`, name: id },
        properties: { displayName: name, parent: { id: pathOf(parent ?? '') } },
      }));
      return listed(request, door, [...groups, ...subscriptions], { size: topOf(request, mostInPage, 2000) });
    },
  },
];

const pathOf = (id: string): string => `/providers/${type}/${id}`;

const groupBody = ({ id, name }: ManagementGroup, tenant: Tenant): object => ({
  ...{ id: pathOf(id), type, name: id },
  properties: { tenantId: tenant.id, displayName: name },
});

/** A group and what is below it, for whoever has a role on the tree. Says the same of a group that isn't there. */
export function readableBranch(
  request: AzureRequest,
  { tenant }: AzureDoor,
  action: string,
): readonly ManagementGroup[] {
  const [id = ''] = request.parts;
  const branch = branchOf(tenant, id);
  if (request.principal?.reads !== 'everything') throw denial('arm', request.principal, action, pathOf(id));
  if (branch) return branch;
  throw new AzureError(404, 'NotFound', `The management group with the specified name '${id}' was not found.`);
}
