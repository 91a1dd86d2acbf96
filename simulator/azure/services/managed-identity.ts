import { knownAudiences } from '../audiences.ts';
import type { Principals, Tokens } from '../principals.ts';
import { type AzureAnswer, type AzureDoor, AzureError, type AzureRequest, type Route } from '../service.ts';
import { tokenSeconds } from './entra.ts';

/**
 * The identity of the machine: as the metadata service of a virtual machine gives it, and as App Service does. Both are
 * asked over HTTP, on a port of their own.
 */
export const managedIdentityRoutes = (principals: Principals, tokens: Tokens): readonly Route[] => {
  const answer = (request: AzureRequest, door: AzureDoor) => token(request, door, principals, tokens);
  return [
    {
      ...{ api: 'identity', service: 'ManagedIdentity', operation: 'Token', method: 'GET', answer },
      path: /^\/metadata\/identity\/oauth2\/token\/?$/i,
    },
    {
      ...{ api: 'identity', service: 'ManagedIdentity', operation: 'AppServiceToken', method: 'GET', answer },
      path: /^\/msi\/token\/?$/i,
    },
  ];
};

function token(request: AzureRequest, door: AzureDoor, principals: Principals, tokens: Tokens): AzureAnswer {
  // One or the other tells a program of the machine from a page that was led here.
  if (request.headers.metadata !== 'true' && request.headers['x-identity-header'] === undefined) {
    throw new AzureError(400, 'invalid_request', 'Required metadata header not specified');
  }
  const resource = (request.query('resource') ?? '').replace(/\/+$/, '');
  if (resource !== door.url() && !knownAudiences.includes(resource)) {
    throw new AzureError(
      400,
      'invalid_resource',
      `AADSTS500011: The resource principal named ${resource} was not found.`,
    );
  }
  const { managedIdentity } = principals;
  const wanted = request.query('client_id');
  if (wanted !== undefined && wanted !== managedIdentity.clientId) {
    throw new AzureError(400, 'invalid_request', 'Identity not found');
  }
  const issued = Math.floor(door.clock().getTime() / 1000);
  const expires = issued + tokenSeconds;
  const claims = { audience: resource, expires, tenant: door.tenant.id, clientId: managedIdentity.clientId };
  return {
    body: {
      access_token: tokens.issue(claims, managedIdentity.objectId),
      client_id: managedIdentity.clientId,
      expires_in: String(tokenSeconds),
      expires_on: String(expires),
      ext_expires_in: String(tokenSeconds),
      not_before: String(issued),
      ...{ resource, token_type: 'Bearer' },
    },
  };
}
