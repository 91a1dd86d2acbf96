import type { PlantedAccount } from '../../estate/estate.ts';
import { listed } from '../pages.ts';
import type { AzureDoor, Route } from '../service.ts';
import type { Tenant } from '../tenant.ts';

const pageSize = 50;

const action = 'Microsoft.Resources/subscriptions/read';

/** Whether nobody may read subscriptions now: a list leaves out what may not be read. */
const isHidden = ({ faults, tenant }: AzureDoor): boolean =>
  faults.denies({ ...{ cloud: 'azure', services: [], operation: '', account: tenant.id, region: '' }, action });

/** Subscriptions and the tenant itself. Whoever may see none gets an empty list, and no refusal. */
export const subscriptionRoutes: readonly Route[] = [
  {
    ...{ api: 'arm', service: 'Microsoft.Resources', operation: 'ListSubscriptions', method: 'GET' },
    path: /^\/subscriptions\/?$/i,
    answer(request, door) {
      const readable = door.tenant.subscriptions.filter(({ id }) => request.readable.has(id) && !isHidden(door));
      return listed(
        request,
        door,
        readable.map((one) => subscriptionBody(one, door.tenant)),
        { size: pageSize },
      );
    },
  },
  {
    ...{ api: 'arm', service: 'Microsoft.Resources', operation: 'GetSubscription', method: 'GET' },
    path: /^\/subscriptions\/([^/]+)\/?$/i,
    action,
    subscription: ([id]) => id,
    answer({ parts: [id = ''] }, { tenant }) {
      const [found] = tenant.subscriptions.filter((one) => one.id === id.toLowerCase());
      return { body: found ? subscriptionBody(found, tenant) : {} };
    },
  },
  {
    ...{ api: 'arm', service: 'Microsoft.Resources', operation: 'ListTenants', method: 'GET' },
    path: /^\/tenants\/?$/i,
    answer: (_, { tenant: { id, name, domain } }) => ({
      body: {
        value: [
          {
            ...{ id: `/tenants/${id}`, tenantId: id, displayName: name, defaultDomain: domain },
            ...{ domains: [domain], countryCode: 'DE', tenantCategory: 'Home', tenantType: 'AAD' },
          },
        ],
      },
    }),
  },
];

export const subscriptionBody = ({ id, name, state, tags }: PlantedAccount, tenant: Tenant): object => ({
  id: `/subscriptions/${id}`,
  authorizationSource: 'RoleBased',
  managedByTenants: [],
  ...(tags && Object.keys(tags).length > 0 && { tags }),
  ...{ subscriptionId: id, tenantId: tenant.id, displayName: name, state: state ?? 'Enabled' },
  subscriptionPolicies: {
    ...{ locationPlacementId: 'Public_2014-09-01', quotaId: 'EnterpriseAgreement_2014-09-01', spendingLimit: 'Off' },
  },
});
