import type { Door } from '../door.ts';
import type { Principal } from './principals.ts';
import type { Quotas } from './quotas.ts';
import type { Tenant } from './tenant.ts';

/** Which family of endpoints answers, since each has its own tokens and errors. */
export type AzureApi = 'entra' | 'identity' | 'arm' | 'monitor' | 'graph' | 'vault';

export interface AzureDoor extends Door {
  readonly tenant: Tenant;
  readonly quotas: Quotas;
  /** Where the simulator answers, for links to itself. */
  readonly url: () => string;
}

export interface AzureRequest {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  /** A parameter of the query; their names have no case in Azure. */
  query(name: string): string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** What the route's pattern holds in parentheses, decoded. */
  readonly parts: readonly string[];
  /** Who asks; of a request that needs no token, nobody. */
  readonly principal: Principal | undefined;
  /** Subscriptions that may be read, by ids in lower case. */
  readonly readable: ReadonlySet<string>;
  readonly requestId: string;
  readonly now: Date;
}

export interface AzureAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
  /** From 1, where the answer is one of several pages. */
  readonly page?: number;
}

/** An operation of one API. */
export interface Route {
  readonly api: AzureApi;
  /** The resource provider, or what goes by such a name. */
  readonly service: string;
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Matched without case, as Azure does. */
  readonly path: RegExp;
  /** The action that guards it; undefined where it answers what the caller may see. */
  readonly action?: string;
  /** The subscription that it is about, for faults and the count of calls; the tenant when none. */
  subscription?(parts: readonly string[]): string | undefined;
  region?(parts: readonly string[]): string;
  /** How this operation says that it is asked too often. */
  throttled?(seconds: number, door: AzureDoor): AzureError;
  answer(request: AzureRequest, door: AzureDoor): AzureAnswer;
}

export interface ErrorFields {
  readonly headers?: Readonly<Record<string, string>>;
  readonly details?: readonly object[];
}

/** An error as Azure names it; each API writes it in its own form. */
export class AzureError extends Error {
  readonly code: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: readonly object[] | undefined;
  constructor(status: number, code: string, message: string, { headers = {}, details }: ErrorFields = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.details = details;
  }
}

/** The JSON in a request. */
export function jsonIn<Body extends object>({ body }: AzureRequest): Partial<Body> {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null) return parsed as Partial<Body>;
  } catch {
    // Refused below, as is JSON that is no object.
  }
  throw new AzureError(400, 'InvalidRequestContent', 'The request content was invalid and could not be deserialized.');
}
