import { knownAudiences } from '../audiences.ts';
import type { Principals, Tokens } from '../principals.ts';
import { type AzureAnswer, type AzureDoor, AzureError, type AzureRequest, type Route } from '../service.ts';
import type { Tenant } from '../tenant.ts';

export const tokenSeconds = 3599;

/** Entra: who is there, and tokens for those who prove it. */
export const entraRoutes = (principals: Principals, tokens: Tokens): readonly Route[] => [
  {
    ...{ api: 'entra', service: 'Entra', operation: 'Token', method: 'POST' },
    path: /^\/([^/]+)\/oauth2\/v2\.0\/token$/i,
    throttled: (seconds) =>
      new AzureError(429, 'temporarily_unavailable', 'AADSTS90055: The server has received too many requests.', {
        headers: { 'retry-after': String(seconds) },
      }),
    answer: (request, door) => token(request, door, principals, tokens),
  },
  {
    ...{ api: 'entra', service: 'Entra', operation: 'OpenIdConfiguration', method: 'GET' },
    path: /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/i,
    answer: ({ parts: [tenant = ''] }, door) => openIdConfiguration(tenant, door),
  },
  {
    ...{ api: 'entra', service: 'Entra', operation: 'InstanceDiscovery', method: 'GET' },
    path: /^\/common\/discovery\/instance$/i,
    answer: (request, door) => instanceDiscovery(request, door),
  },
];

const isTenant = ({ id, domain }: Tenant, name: string): boolean => [id, domain].includes(name.toLowerCase());

function checkTenant(tenant: Tenant, name: string): void {
  if (isTenant(tenant, name)) return;
  const message = `AADSTS90002: Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`;
  throw new AzureError(400, 'invalid_request', message);
}

function token(request: AzureRequest, door: AzureDoor, principals: Principals, tokens: Tokens): AzureAnswer {
  checkTenant(door.tenant, request.parts[0] ?? '');
  const form = new URLSearchParams(Buffer.from(request.body).toString('utf8'));
  const grant = form.get('grant_type');
  if (grant !== 'client_credentials') {
    const message = `AADSTS70003: The app requested an unsupported grant type '${grant}'.`;
    throw new AzureError(400, 'unsupported_grant_type', message);
  }
  const audience = audienceOf(form.get('scope') ?? '', door);
  const { clientId, secret } = credentialsIn(request, form);
  const principal = Object.values(principals).find((candidate) => candidate.clientId === clientId.toLowerCase());
  if (!principal) {
    const message = `AADSTS700016: Application with identifier '${clientId}' was not found in the directory '${door.tenant.name}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`;
    throw new AzureError(400, 'unauthorized_client', message);
  }
  if (principal.secret !== secret) {
    const message = `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`;
    throw new AzureError(401, 'invalid_client', message);
  }
  if (principal.secretExpired) {
    const message = `AADSTS7000222: The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys for your app, or consider using certificate credentials for added security.`;
    throw new AzureError(401, 'invalid_client', message);
  }
  const expires = Math.floor(door.clock().getTime() / 1000) + tokenSeconds;
  const claims = { audience, expires, tenant: door.tenant.id, clientId: principal.clientId };
  return {
    headers: { 'cache-control': 'no-store' },
    body: {
      token_type: 'Bearer',
      expires_in: tokenSeconds,
      ext_expires_in: tokenSeconds,
      access_token: tokens.issue(claims, principal.objectId),
    },
  };
}

/** In the body, or in the header that some clients use. */
function credentialsIn({ headers }: AzureRequest, form: URLSearchParams) {
  const [, basic] = /^Basic (.+)$/i.exec(headers.authorization ?? '') ?? [];
  const [clientId = '', secret = ''] = basic ? Buffer.from(basic, 'base64').toString().split(':') : [];
  return { clientId: form.get('client_id') ?? clientId, secret: form.get('client_secret') ?? secret };
}

/** Of `https://management.azure.com/.default`; some clients write the slash twice. */
function audienceOf(scope: string, door: AzureDoor): string {
  const [first = ''] = scope.split(' ').filter((part) => part.endsWith('/.default'));
  const audience = first.replace(/\/+\.default$/, '');
  if (audience === '') {
    const message = `AADSTS1002012: The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`;
    throw new AzureError(400, 'invalid_scope', message);
  }
  if (audience === door.url() || knownAudiences.includes(audience)) return audience;
  const message = `AADSTS500011: The resource principal named ${audience} was not found in the tenant named ${door.tenant.name}.`;
  throw new AzureError(400, 'invalid_resource', message);
}

function openIdConfiguration(name: string, door: AzureDoor): AzureAnswer {
  if (!['common', 'organizations'].includes(name)) checkTenant(door.tenant, name);
  const base = `${door.url()}/${name}`;
  return {
    body: {
      token_endpoint: `${base}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: `${door.url()}/${door.tenant.id}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      tenant_region_scope: 'EU',
      cloud_instance_name: new URL(door.url()).host,
    },
  };
}

/** What a client that doesn't know this authority asks before it trusts it. */
function instanceDiscovery(request: AzureRequest, door: AzureDoor): AzureAnswer {
  const asked = request.query('authorization_endpoint') ?? '';
  const host = URL.canParse(asked) ? new URL(asked).host : new URL(door.url()).host;
  return {
    body: {
      tenant_discovery_endpoint: `${door.url()}/${door.tenant.id}/v2.0/.well-known/openid-configuration`,
      'api-version': request.query('api-version') ?? '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    },
  };
}
