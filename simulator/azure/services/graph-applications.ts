import {
  applicationType,
  type Credential,
  credentialType,
  type Registration,
} from '../../estate/azure/applications.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { joined } from '../../estate/join.ts';
import { pageOf } from '../../paging.ts';
import { type AzureAnswer, type AzureDoor, AzureError, type AzureRequest, type Route } from '../service.ts';

const usualInPage = 100;
const mostInPage = 999;

/** Microsoft Graph: the app registrations of the tenant. */
export const graphRoutes: readonly Route[] = [
  {
    ...{ api: 'graph', service: 'Microsoft.Graph', operation: 'ListApplications', method: 'GET' },
    path: /^\/v1\.0\/applications\/?$/i,
    action: 'Application.Read.All',
    answer: listApplications,
  },
];

function listApplications(request: AzureRequest, door: AzureDoor): AzureAnswer {
  if (request.principal?.reads !== 'everything') {
    throw new AzureError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
  }
  const top = Number(request.query('$top') ?? usualInPage);
  if (!Number.isInteger(top) || top < 1 || top > mostInPage) {
    throw new AzureError(
      400,
      'Request_BadRequest',
      `Invalid page size specified: '${top}'. Must be between 1 and 999 inclusive.`,
    );
  }
  const registrations = door.estate.of<Registration>(applicationType, door.tenant.id);
  const selected = request.query('$select');
  const page = pageOf(registrations, {
    token: request.query('$skiptoken'),
    size: top,
    scope: `${top} ${selected}`,
    invalid: () => new AzureError(400, 'Request_BadRequest', 'Invalid $skiptoken.'),
  });
  const query = [...(selected === undefined ? [] : [`$select=${encodeURIComponent(selected)}`]), `$top=${top}`];
  const next =
    page.nextToken && `${door.url()}/v1.0/applications?${[...query, `$skiptoken=${page.nextToken}`].join('&')}`;
  const context = `https://graph.microsoft.com/v1.0/$metadata#applications${selected === undefined ? '' : `(${selected})`}`;
  return {
    page: page.number,
    body: {
      '@odata.context': context,
      ...(next && { '@odata.nextLink': next }),
      value: page.items.map((one) => chosen(applicationBody(one, door), selected)),
    },
  };
}

const credentialsOf = joined<Credential>(credentialType, ({ objectId }) => objectId);

function applicationBody({ name, createdAt, detail }: PlantedResource<Registration>, { tenant, estate }: AzureDoor) {
  const credentials = credentialsOf(estate, detail.objectId);
  const ofKind = (kind: Credential['kind']) => credentials.filter((one) => one.detail.kind === kind);
  return {
    ...{ id: detail.objectId, deletedDateTime: null, appId: detail.appId, displayName: name, description: null },
    createdDateTime: createdAt.toISOString().replace('.000', ''),
    ...{ publisherDomain: tenant.domain, signInAudience: 'AzureADMyOrg', tags: [], notes: null },
    passwordCredentials: ofKind('secret').map((one) => ({
      ...credentialBody(one),
      ...{ hint: one.detail.hint, secretText: null },
    })),
    keyCredentials: ofKind('certificate').map((one) => ({
      ...credentialBody(one),
      ...{ type: 'AsymmetricX509Cert', usage: 'Verify', key: null },
    })),
  };
}

const credentialBody = ({ name, createdAt, detail: { keyId, end } }: PlantedResource<Credential>) => ({
  ...{ customKeyIdentifier: null, displayName: name, keyId },
  ...{ startDateTime: createdAt.toISOString(), endDateTime: end.toISOString() },
});

/** Only the properties that are asked for; Graph leaves out an unknown one with an error. */
function chosen(body: ReturnType<typeof applicationBody>, select: string | undefined): object {
  if (select === undefined) return body;
  const names = select.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(body, name));
  if (unknown !== undefined) {
    const message = `Could not find a property named '${unknown}' on type 'microsoft.graph.application'.`;
    throw new AzureError(400, 'Request_BadRequest', message);
  }
  return Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name)));
}
