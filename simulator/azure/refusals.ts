import { randomUUID } from 'node:crypto';
import type { Reply } from '../reply.ts';
import type { Principal } from './principals.ts';
import { type AzureApi, AzureError } from './service.ts';

/** Why the door turns a request away before its operation is reached. */
export type Refusal = 'no token' | 'bad token' | 'wrong tenant' | 'wrong audience' | 'expired';

const challenge = {
  'www-authenticate': 'Bearer authorization_uri="https://login.windows.net/", error="invalid_token"',
};

/** A vault's clients ask without a token first, to be told whose they need and for what. */
const vaultChallenge = (tenant: string) => ({
  'www-authenticate': `Bearer authorization="https://login.microsoftonline.com/${tenant}", resource="https://vault.azure.net"`,
});

const words: Readonly<Record<Refusal, readonly [code: string, message: string]>> = {
  'no token': ['AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing."],
  'bad token': ['InvalidAuthenticationToken', 'The access token is invalid.'],
  'wrong tenant': ['InvalidAuthenticationTokenTenant', 'The access token is from the wrong issuer.'],
  'wrong audience': [
    'InvalidAuthenticationTokenAudience',
    'The access token has been obtained for wrong audience or resource.',
  ],
  expired: ['ExpiredAuthenticationToken', 'The access token expiry UTC time is earlier than current UTC time.'],
};

export function refusal(api: AzureApi, reason: Refusal, tenant: string): AzureError {
  // Only a fault says so of the one who asks for a token.
  if (api === 'entra') {
    return new AzureError(401, 'invalid_client', 'AADSTS7000222: The provided client secret keys are expired.');
  }
  const [code, message] = words[reason];
  if (api === 'vault') return new AzureError(401, 'Unauthorized', message, { headers: vaultChallenge(tenant) });
  return new AzureError(401, api === 'graph' ? 'InvalidAuthenticationToken' : code, message, { headers: challenge });
}

/** Who may not do what to what. Graph says less than the others. */
export function denial(api: AzureApi, principal: Principal | undefined, action: string, scope: string): AzureError {
  if (api === 'entra') {
    return new AzureError(400, 'unauthorized_client', 'AADSTS7000112: The application is disabled.');
  }
  if (api === 'graph') {
    return new AzureError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
  }
  const who = `The client '${principal?.clientId}' with object id '${principal?.objectId}'`;
  const message = `${who} does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`;
  return new AzureError(403, 'AuthorizationFailed', message);
}

export const throttled = (seconds: number): AzureError =>
  new AzureError(429, 'TooManyRequests', 'The request is being throttled. Please retry later.', {
    headers: { 'retry-after': String(seconds) },
  });

export const broken = new AzureError(500, 'InternalServerError', 'Encountered internal server error.');

/** An error in the form of its API. */
export function failure(api: AzureApi, error: AzureError, now: Date, requestId: string): Reply {
  return {
    status: error.status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...error.headers },
    body: JSON.stringify(bodyOf(api, error, now, requestId)),
  };
}

function bodyOf(api: AzureApi, { code, message, details }: AzureError, now: Date, requestId: string): object {
  if (api === 'entra') return entraBody(code, message, now, requestId);
  if (api === 'identity') return { error: code, error_description: message };
  if (api === 'graph') {
    const innerError = {
      date: now.toISOString().slice(0, 19),
      'request-id': requestId,
      'client-request-id': requestId,
    };
    return { error: { code, message, innerError } };
  }
  return { error: { code, message, ...(details && { details }) } };
}

/** Entra's number of an error stands in its description: `AADSTS7000215: …`. */
function entraBody(code: string, message: string, now: Date, requestId: string): object {
  const timestamp = `${now.toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const [, number] = /^AADSTS(\d+)/.exec(message) ?? [];
  const correlation = randomUUID();
  return {
    error: code,
    error_description: `${message} Trace ID: ${requestId} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: number === undefined ? [] : [Number(number)],
    ...{ timestamp, trace_id: requestId, correlation_id: correlation },
    ...(number !== undefined && { error_uri: `https://login.microsoftonline.com/error?code=${number}` }),
  };
}
