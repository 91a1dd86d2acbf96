import type { Estate } from '../../estate/estate.ts';
import { organizationIn } from '../../estate/gcp/organization.ts';
import type { JsonObject } from '../../estate/gcp/resource.ts';
import type { Reply } from '../../reply.ts';
import type { GcpApi, GcpMethod, GcpRequest } from '../api.ts';
import { invalidArgument } from '../errors.ts';
import { permissionDenied } from '../refusals.ts';
import { cloudPlatform, SubjectError, type Tokens } from '../tokens.ts';
import { toSecond } from './asset-results.ts';

const tokenSeconds = 3600;
const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
const assertion = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** The workload identity provider through which the product is let in. */
export const audienceOf = (estate: Estate): string =>
  `//iam.googleapis.com/projects/${organizationIn(estate).projects[0]?.number}/locations/global/workloadIdentityPools/northwind/providers/login`;

/** The service account that what is let in may act as. */
export const serviceAccountOf = (estate: Estate): string =>
  `cloudoptima@${organizationIn(estate).projects[0]?.id}.iam.gserviceaccount.com`;

/** All the ways to an access token: a foreign token, impersonation, the metadata server of a machine, a signed assertion. */
export function signIn(tokens: Tokens): readonly GcpApi[] {
  return [
    {
      host: 'sts.googleapis.com',
      errors: 'rpc',
      methods: [open('sts.token', 'POST', 'v1/token', (request) => exchanged(tokens, request))],
    },
    {
      host: 'iamcredentials.googleapis.com',
      errors: 'rpc',
      methods: [
        {
          ...{ id: 'iamcredentials.projects.serviceAccounts.generateAccessToken', http: 'POST' },
          path: 'v1/projects/-/serviceAccounts/{email}:generateAccessToken',
          permission: 'iam.serviceAccounts.getAccessToken',
          answer: (request) => impersonated(tokens, request),
        },
      ],
    },
    {
      host: 'oauth2.googleapis.com',
      errors: 'rpc',
      methods: [open('oauth2.token', 'POST', 'token', (request) => asserted(tokens, request))],
    },
    { host: 'metadata.google.internal', errors: 'rpc', methods: metadata(tokens) },
  ];
}

const open = (id: string, http: GcpMethod['http'], path: string, answer: GcpMethod['answer']): GcpMethod => ({
  ...{ id, http, path, answer },
  permission: undefined,
});

const oauthError = (error: string, description: string): Reply => ({
  status: error === 'invalid_client' ? 401 : 400,
  headers: { 'content-type': 'application/json; charset=UTF-8' },
  body: JSON.stringify({ error, error_description: description }),
});

/** A form, or JSON: Google's clients send either. */
function parametersOf({ body, headers }: GcpRequest): URLSearchParams {
  const text = body.toString();
  if (!headers['content-type']?.includes('json')) return new URLSearchParams(text);
  try {
    const members = Object.entries(JSON.parse(text) as Record<string, string>);
    const underscored = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return new URLSearchParams(members.map(([name, value]): [string, string] => [underscored(name), value]));
  } catch {
    // What can't be read asks for no kind of token, and is refused for that.
    return new URLSearchParams();
  }
}

function exchanged(tokens: Tokens, request: GcpRequest): Reply | JsonObject {
  const given = parametersOf(request);
  const audience = given.get('audience') ?? '';
  if (given.get('grant_type') !== exchange) return oauthError('unsupported_grant_type', 'Unsupported grant type');
  if (audience !== audienceOf(request.estate)) {
    const description = `Invalid value for "audience". This value should be the full resource name of the Identity Provider. Got: ${audience}`;
    return oauthError('invalid_request', description);
  }
  if (!given.get('subject_token_type')) return oauthError('invalid_request', 'Invalid value for "subject_token_type".');
  try {
    const subject = tokens.readSubject(given.get('subject_token') ?? '', audience);
    const principal = `principal:${audience.slice(0, audience.indexOf('/providers/'))}/subject/${subject}`;
    const scopes = (given.get('scope') ?? '').split(' ').filter(Boolean);
    return {
      access_token: tokens.issue({ principal, scopes }, tokenSeconds).token,
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      ...{ token_type: 'Bearer', expires_in: tokenSeconds },
    };
  } catch (error) {
    if (error instanceof SubjectError) return oauthError('invalid_grant', error.message);
    throw error;
  }
}

/** Only one service account may be acted as. */
function impersonated(tokens: Tokens, request: GcpRequest): JsonObject {
  const email = request.path.email ?? '';
  if (email !== serviceAccountOf(request.estate)) {
    throw permissionDenied('iam.serviceAccounts.getAccessToken', `projects/-/serviceAccounts/${email}`);
  }
  const { scope, lifetime = '3600s' } = jsonOf(request.body);
  const seconds = Number(/^(\d+)s$/.exec(String(lifetime))?.[1]);
  if (!Array.isArray(scope) || scope.length === 0) throw invalidArgument('Must include at least one scope.');
  if (!(seconds > 0 && seconds <= 3600)) throw invalidArgument('The lifetime must be at most one hour.');
  const caller = { principal: `serviceAccount:${email}`, scopes: scope.map(String) };
  const { token, expiresAt } = tokens.issue(caller, seconds);
  // To the second: Python's library can't read more.
  return { accessToken: token, expireTime: toSecond(expiresAt) };
}

/** Python reads this address from a key file; Google's library for Node.js goes to oauth2.googleapis.com whatever it says. */
function asserted(tokens: Tokens, request: GcpRequest): Reply | JsonObject {
  const given = parametersOf(request);
  if (given.get('grant_type') !== assertion) return oauthError('unsupported_grant_type', 'Invalid grant_type');
  const signed = tokens.readAssertion(given.get('assertion') ?? '');
  if (!signed) return oauthError('invalid_grant', 'Invalid JWT Signature.');
  if (signed.issuer !== serviceAccountOf(request.estate)) {
    return oauthError('invalid_grant', 'Invalid grant: account not found');
  }
  const caller = { principal: `serviceAccount:${signed.issuer}`, scopes: signed.scopes };
  return { access_token: tokens.issue(caller, tokenSeconds).token, token_type: 'Bearer', expires_in: tokenSeconds };
}

/** What a machine of the paying project is told about itself. GCE_METADATA_HOST points clients here. */
function metadata(tokens: Tokens): readonly GcpMethod[] {
  const account = 'computeMetadata/v1/instance/service-accounts/{account}';
  const told = (id: string, path: string, value: (request: GcpRequest) => string | JsonObject): GcpMethod =>
    open(`metadata.${id}`, 'GET', path, (request) => metadataReply(request, value(request)));
  const email = ({ estate }: GcpRequest) => serviceAccountOf(estate);
  const scopes = [cloudPlatform];
  const token = ({ estate, query }: GcpRequest) => ({
    access_token: tokens.issue(
      { principal: `serviceAccount:${serviceAccountOf(estate)}`, scopes: query.get('scopes')?.split(',') ?? scopes },
      tokenSeconds,
    ).token,
    ...{ expires_in: tokenSeconds, token_type: 'Bearer' },
  });
  return [
    told('ping', '', () => 'computeMetadata/\n'),
    told('instance', 'computeMetadata/v1/instance', () => 'service-accounts/\n'),
    told('token', `${account}/token`, token),
    told('email', `${account}/email`, email),
    told('scopes', `${account}/scopes`, () => `${scopes.join('\n')}\n`),
    told('account', `${account}/`, (request) => ({ email: email(request), scopes, aliases: ['default'] })),
    told(
      'projectId',
      'computeMetadata/v1/project/project-id',
      ({ estate }) => organizationIn(estate).projects[0]?.id ?? '',
    ),
    told(
      'projectNumber',
      'computeMetadata/v1/project/numeric-project-id',
      ({ estate }) => organizationIn(estate).projects[0]?.number ?? '',
    ),
    told('universe', 'computeMetadata/v1/universe/universe-domain', () => 'googleapis.com'),
  ];
}

/** Without its header the server answers nobody: a page in a browser can't send it. */
function metadataReply({ headers }: GcpRequest, value: string | JsonObject): Reply {
  const flavor = { 'metadata-flavor': 'Google', server: 'Metadata Server for VM' };
  if (headers['metadata-flavor'] !== 'Google') {
    return {
      status: 403,
      headers: { ...flavor, 'content-type': 'text/html' },
      body: 'Missing Metadata-Flavor:Google header.',
    };
  }
  const type = typeof value === 'string' ? 'application/text' : 'application/json';
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  return { status: 200, headers: { ...flavor, 'content-type': type }, body };
}

function jsonOf(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(body.toString() || '{}');
  } catch {
    throw invalidArgument('Invalid JSON payload received.');
  }
}
