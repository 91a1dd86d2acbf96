import type { GcpApi, GcpMethod } from './api.ts';
import { errorInfo, GcpError } from './errors.ts';

/** Nobody, or a token that isn't one, or one that has run out. */
export function unauthenticated(api: GcpApi, method: GcpMethod, reason: 'missing' | 'invalid' | 'expired'): GcpError {
  const message =
    reason === 'missing'
      ? 'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.'
      : 'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';
  const code = {
    missing: 'CREDENTIALS_MISSING',
    invalid: 'ACCESS_TOKEN_TYPE_UNSUPPORTED',
    expired: 'ACCESS_TOKEN_EXPIRED',
  }[reason];
  return new GcpError('UNAUTHENTICATED', message, {
    details: [errorInfo(code, 'googleapis.com', { service: api.host, method: method.id })],
    ...{ reason: reason === 'missing' ? 'required' : 'authError' },
    headers: { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' },
  });
}

export const scopeInsufficient = (api: GcpApi, method: GcpMethod): GcpError =>
  new GcpError('PERMISSION_DENIED', 'Request had insufficient authentication scopes.', {
    details: [errorInfo('ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'googleapis.com', { service: api.host, method: method.id })],
    reason: 'insufficientPermissions',
  });

export const permissionDenied = (permission: string, resource: string): GcpError =>
  new GcpError(
    'PERMISSION_DENIED',
    `Permission '${permission}' denied on resource '${resource}' (or it may not exist).`,
    {
      details: [errorInfo('IAM_PERMISSION_DENIED', 'iam.googleapis.com', { permission, resource })],
      reason: 'forbidden',
    },
  );

/** A project that is being deleted answers nobody any more. */
export const projectDeleted = ({ host }: GcpApi, projectNumber: string): GcpError =>
  new GcpError('PERMISSION_DENIED', `Project #${projectNumber} has been deleted.`, {
    details: [
      errorInfo('CONSUMER_INVALID', 'googleapis.com', { service: host, consumer: `projects/${projectNumber}` }),
    ],
    reason: 'forbidden',
  });

/** An API that nobody has switched on in a project. */
export function serviceDisabled({ host }: GcpApi, projectNumber: string): GcpError {
  const activationUrl = `https://console.developers.google.com/apis/api/${host}/overview?project=${projectNumber}`;
  const message = `${host} has not been used in project ${projectNumber} before or it is disabled. Enable it by visiting ${activationUrl} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`;
  return new GcpError('PERMISSION_DENIED', message, {
    details: [
      errorInfo('SERVICE_DISABLED', 'googleapis.com', {
        ...{ service: host, consumer: `projects/${projectNumber}`, activationUrl, containerInfo: projectNumber },
      }),
      {
        '@type': 'type.googleapis.com/google.rpc.LocalizedMessage',
        locale: 'en-US',
        message,
      },
      {
        '@type': 'type.googleapis.com/google.rpc.Help',
        links: [{ description: 'Google developers console API activation', url: activationUrl }],
      },
    ],
    ...{ reason: 'accessNotConfigured', domain: 'usageLimits' },
  });
}

export interface SpentQuota {
  /** `SearchAllResourcesRequestsPerMinutePerProject` */
  readonly limit: string;
  readonly metric: string;
  readonly value: number;
  readonly consumer: string;
  readonly retrySeconds: number;
}

export function quotaExceeded({ host, errors }: GcpApi, quota: SpentQuota): GcpError {
  const { limit, metric, value, consumer, retrySeconds } = quota;
  const quotaMetric = `${host}/${metric}`;
  const message =
    errors === 'legacy'
      ? 'Rate Limit Exceeded'
      : `Quota exceeded for quota metric '${metric}' and limit '${limit}' of service '${host}' for consumer '${consumer}'.`;
  return new GcpError('RESOURCE_EXHAUSTED', message, {
    details: [
      errorInfo('RATE_LIMIT_EXCEEDED', 'googleapis.com', {
        ...{ consumer, service: host, quota_metric: quotaMetric, quota_limit: limit },
        ...{ quota_limit_value: String(value), quota_location: 'global' },
      }),
      {
        '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
        violations: [{ subject: consumer, description: message }],
      },
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${retrySeconds}s` },
    ],
    ...{ reason: 'rateLimitExceeded', domain: 'usageLimits', legacyHttpStatus: 403 },
    headers: { 'retry-after': String(retrySeconds) },
  });
}

export const broken = (): GcpError =>
  new GcpError('UNAVAILABLE', 'The service is currently unavailable.', { reason: 'backendError' });
