import type { Estate } from '../estate/estate.ts';
import type { JsonObject } from '../estate/gcp/resource.ts';
import type { Reply } from '../reply.ts';
import type { Caller } from './tokens.ts';

export interface GcpRequest {
  readonly method: string;
  /** What stands at the variables of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly caller: Caller;
  readonly estate: Estate;
  /** The company's time. */
  readonly now: Date;
}

/** JSON, or an answer in a form of its own. */
export type Answer = JsonObject | Reply;

/** One method of an API, as Google's discovery documents name it. */
export interface GcpMethod {
  /** `cloudasset.searchAllResources` */
  readonly id: string;
  readonly http: 'GET' | 'POST';
  /** `v1/{scope=organizations/…}:searchAllResources`, where `…` is one segment; a variable without a form is one too. */
  readonly path: string;
  /** The permission that guards it; without it, none is needed and no credentials either. */
  readonly permission: string | undefined;
  /** Where that depends on what the path names. */
  permissionFor?(path: GcpRequest['path']): string;
  answer(request: GcpRequest): Answer | Promise<Answer>;
}

export interface GcpApi {
  /** `cloudasset.googleapis.com` */
  readonly host: string;
  /** How it writes its errors: as google.rpc.Status does, or as the older JSON APIs. */
  readonly errors: 'rpc' | 'legacy';
  readonly methods: readonly GcpMethod[];
}

/** The short name of an API, by which faults name it: `cloudasset`. */
export const apiName = ({ host }: Pick<GcpApi, 'host'>): string => host.split('.')[0] ?? host;
