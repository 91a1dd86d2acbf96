import type { IncomingMessage, ServerResponse } from 'node:http';
import { decoded } from '../decoded.ts';
import type { Door } from '../door.ts';
import { organizationIn } from '../estate/gcp/organization.ts';
import { isMishap, type Refused } from '../faults.ts';
import { bodyOf, deliver, headersOf, type Outcome, type Reply, statusOf } from '../reply.ts';
import { type Answer, apiName, type GcpApi, type GcpMethod, type GcpRequest } from './api.ts';
import { errorReply, GcpError } from './errors.ts';
import { pathMatcher } from './path.ts';
import type { Quotas } from './quotas.ts';
import {
  broken,
  permissionDenied,
  projectDeleted,
  quotaExceeded,
  scopeInsufficient,
  serviceDisabled,
  unauthenticated,
} from './refusals.ts';
import { cloudPlatform, type Tokens } from './tokens.ts';

export interface GcpDoor extends Door {
  readonly apis: readonly GcpApi[];
  readonly tokens: Tokens;
  /** Undefined where nobody counts. */
  readonly quotas: Quotas | undefined;
  /** `recommender.googleapis.com`, or with a project before it: `northwind-data-1a2b3c/recommender.googleapis.com`. */
  readonly disabled: ReadonlySet<string>;
}

interface Found {
  readonly api: GcpApi;
  readonly method: GcpMethod;
  readonly path: Readonly<Record<string, string>>;
}

/** What a request is about: the project or the organisation in its path. */
interface Place {
  readonly account: string;
  readonly region: string;
  readonly resource: string;
  /** The project whose quotas a call draws on, by number. */
  readonly consumer: string;
}

/** Answers one request to Google: finds the method, checks the token, applies quotas and faults, counts the call. */
export function gcpAnswerer(door: GcpDoor): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> {
  const routes = door.apis.flatMap((api) =>
    api.methods.map((method) => ({ api, method, match: pathMatcher(method.path) })),
  );
  const find = (http: string | undefined, url: string): Found | undefined => {
    for (const { api, method, match } of routes) {
      const path = method.http === http ? match(url) : undefined;
      if (path)
        return { api, method: { ...method, permission: method.permissionFor?.(path) ?? method.permission }, path };
    }
    return undefined;
  };
  return async (incoming, outgoing) => {
    const [url = '/', query = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
    const body = await bodyOf(incoming);
    const found = find(incoming.method, decoded(url.slice(1)));
    const asked = { query: new URLSearchParams(query), headers: headersOf(incoming), body };
    const place = placeOf(door, found, asked.headers);
    const outcome = found
      ? await settle(door, found, place, asked)
      : { kind: 'answered' as const, reply: nowhere(url) };
    door.count({
      // A call that no method answers is counted too, under no name.
      ...{ cloud: 'gcp', service: found ? apiName(found.api) : '', operation: found?.method.id ?? '' },
      ...{ account: place.account, region: place.region },
      ...statusOf(outcome),
      at: door.clock(),
    });
    const name = { service: found ? apiName(found.api) : '', operation: found?.method.id ?? '' };
    door.witness?.({ cloud: 'gcp', ...name }, incoming, body, outcome);
    deliver(outcome, incoming, outgoing);
  };
}

type Asked = Pick<GcpRequest, 'query' | 'headers' | 'body'>;

async function settle(door: GcpDoor, found: Found, place: Place, asked: Asked): Promise<Outcome> {
  const { api, method } = found;
  const fault = door.faults.next({
    ...{ cloud: 'gcp', services: [api.host, apiName(api)], operation: method.id, action: method.permission },
    ...{ account: place.account, region: place.region },
  });
  if (fault === 'hang') return { kind: 'left hanging' };
  if (fault === 'drop') return { kind: 'dropped' };
  try {
    const caller = callerOf(door, found, asked);
    if (fault === 'expire') door.tokens.expire(asked.headers.authorization);
    if (fault && !isMishap(fault)) throw faulty(fault, found, place);
    refuse(door, found, place);
    const answer = await method.answer({
      ...{ ...asked, method: method.http, path: found.path, caller },
      ...{ estate: door.estate, now: door.now() },
    });
    return { kind: 'answered', reply: replyOf(answer), mishap: fault };
  } catch (error) {
    // A mistake of the simulator's own is said aloud, or a client would retry it in silence.
    const told =
      error instanceof GcpError ? error : new GcpError('UNIMPLEMENTED', `SimulatorMistake: ${String(error)}`);
    return { kind: 'answered', reply: errorReply(api, told), error: told.plan.reason ?? told.status };
  }
}

const scopePrefix = 'https://www.googleapis.com/auth/';
/** Where a scope goes by another name than its API. */
const scopeNames: Readonly<Record<string, string>> = { iamcredentials: 'iam', storage: 'devstorage' };

const nobody = { principal: '', scopes: [] };

function callerOf(door: GcpDoor, { api, method }: Found, { headers }: Asked) {
  if (method.permission === undefined) return nobody;
  const caller = door.tokens.check(headers.authorization);
  if (typeof caller === 'string') throw unauthenticated(api, method, caller);
  const wanted = scopeNames[apiName(api)] ?? apiName(api);
  if (!caller.scopes.some((scope) => scope.startsWith(cloudPlatform) || scope.startsWith(`${scopePrefix}${wanted}`))) {
    throw scopeInsufficient(api, method);
  }
  return caller;
}

function refuse(door: GcpDoor, { api, method }: Found, place: Place): void {
  if (method.permission === undefined) return;
  if (door.disabled.has(api.host) || door.disabled.has(`${place.account}/${api.host}`)) {
    throw serviceDisabled(api, place.consumer);
  }
  // Resource Manager tells that it is being deleted.
  const { state, number } = organizationIn(door.estate).projects.find(({ id }) => id === place.account) ?? {};
  if (state === 'DELETE_REQUESTED' && apiName(api) !== 'cloudresourcemanager') throw projectDeleted(api, number ?? '');
  const spent = door.quotas?.take(method.id, place.consumer, organizationIn(door.estate).number);
  if (spent) throw quotaExceeded(api, spent);
}

function faulty(kind: Exclude<Refused, 'hang' | 'drop'>, { api, method }: Found, place: Place): GcpError {
  switch (kind) {
    case 'deny':
      return permissionDenied(method.permission ?? '', place.resource);
    case 'throttle':
      return quotaExceeded(api, {
        ...{ limit: 'DefaultRequestsPerMinutePerProject', metric: 'Default requests', value: 600 },
        ...{ consumer: `projects/${place.consumer}`, retrySeconds: 1 },
      });
    case 'error':
      return broken();
    case 'expire':
      return unauthenticated(api, method, 'expired');
  }
}

/** Quotas are the project's that pays for the call, which a header may name; else the one that lets the product in. */
function placeOf(door: GcpDoor, found: Found | undefined, headers: Readonly<Record<string, string>>): Place {
  const { projects, number } = organizationIn(door.estate);
  const path = Object.values(found?.path ?? {}).join('/');
  const named = /projects\/([^/:]+)/.exec(path)?.[1] ?? found?.path.project ?? '';
  const project = projects.find(({ id, number: own }) => id === named || own === named);
  const payer = projects.find(({ id }) => id === headers['x-goog-user-project']) ?? projects[0];
  const parent = /((?:organizations|folders|billingAccounts)\/[^/:]+)/.exec(path)?.[1] ?? `organizations/${number}`;
  return {
    account: project?.id ?? named,
    region: /(?:locations|regions|zones)\/([^/:]+)/.exec(path)?.[1] ?? 'global',
    resource: `//cloudresourcemanager.googleapis.com/${project ? `projects/${project.id}` : parent}`,
    consumer: payer?.number ?? '',
  };
}

const replyOf = (answer: Answer): Reply =>
  isReply(answer)
    ? answer
    : { status: 200, headers: { 'content-type': 'application/json; charset=UTF-8' }, body: JSON.stringify(answer) };

/** Google's own answers never have a status beside a body. */
const isReply = (answer: Answer): answer is Reply => 'status' in answer && 'body' in answer;

const nowhere = (url: string): Reply => ({
  status: 404,
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: `<!DOCTYPE html><title>Error 404 (Not Found)!!1</title><p>The requested URL <code>${url.replaceAll(/[<>&]/g, '')}</code> was not found on this server.`,
});
