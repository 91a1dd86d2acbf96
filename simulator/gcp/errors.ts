import type { JsonObject } from '../estate/gcp/resource.ts';
import type { Reply } from '../reply.ts';
import type { GcpApi } from './api.ts';

const httpStatuses = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL: 500,
  UNIMPLEMENTED: 501,
  UNAVAILABLE: 503,
} as const;

export type Status = keyof typeof httpStatuses;

export interface ErrorPlan {
  /** The details of google.rpc.Status. */
  readonly details?: readonly JsonObject[];
  /** What the older APIs say instead: `rateLimitExceeded`, and where it belongs. */
  readonly reason?: string;
  readonly domain?: string;
  /** Where the older APIs use another than the newer ones. */
  readonly legacyHttpStatus?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error of Google's; each kind of API writes it in its own form. */
export class GcpError extends Error {
  readonly status: Status;
  readonly plan: ErrorPlan;
  constructor(status: Status, message: string, plan: ErrorPlan = {}) {
    super(message);
    this.status = status;
    this.plan = plan;
  }
}

export const invalidArgument = (message: string): GcpError =>
  new GcpError('INVALID_ARGUMENT', message, { reason: 'invalid' });

export const notFound = (message: string): GcpError => new GcpError('NOT_FOUND', message, { reason: 'notFound' });

export function errorReply({ errors }: Pick<GcpApi, 'errors'>, error: GcpError): Reply {
  const { status, message, plan } = error;
  const { details, reason = status.toLowerCase(), domain = 'global', legacyHttpStatus, headers } = plan;
  const legacy = errors === 'legacy';
  const code = (legacy ? legacyHttpStatus : undefined) ?? httpStatuses[status];
  const body = {
    error: {
      ...{ code, message },
      ...(legacy && { errors: [{ message, domain, reason }] }),
      status,
      ...(details && { details }),
    },
  };
  return {
    status: code,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
    body: JSON.stringify(body),
  };
}

/** The detail that tells programs why. */
export const errorInfo = (reason: string, domain: string, metadata: Readonly<Record<string, string>>): JsonObject => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  ...{ reason, domain, metadata },
});
