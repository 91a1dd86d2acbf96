import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { decoded } from '../decoded.ts';
import { isMishap, type Refused } from '../faults.ts';
import { bodyOf, deliver, headersOf, type Outcome, statusOf } from '../reply.ts';
import { audiences } from './audiences.ts';
import type { Principal, Principals, Tokens } from './principals.ts';
import { broken, denial, failure, type Refusal, refusal, throttled } from './refusals.ts';
import { type AzureApi, type AzureDoor, AzureError, type AzureRequest, type Route } from './service.ts';

export interface AzureServer extends AzureDoor {
  readonly routes: readonly Route[];
  readonly principals: Principals;
  readonly tokens: Tokens;
}

interface Asked {
  readonly route: Route;
  readonly request: AzureRequest;
  readonly subscription: string | undefined;
}

/** Answers one request to Azure: finds the operation, reads the token, applies faults, counts the call. */
export async function answerAzure(
  server: AzureServer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  // A company of another time has no clock that could be compared.
  outgoing.sendDate = Math.abs(server.now().getTime() - server.clock().getTime()) < 1000;
  const asked = await askedOf(server, incoming);
  const requestId = asked?.request.requestId ?? randomUUID();
  const { outcome, page } = asked ? settle(server, asked) : { outcome: nobody(incoming), page: undefined };
  server.count({
    cloud: 'azure',
    // A call that no operation answers is counted too, under no name.
    service: asked?.route.service ?? '',
    operation: asked?.route.operation ?? '',
    account: asked?.subscription ?? server.tenant.id,
    region: regionOf(asked),
    ...(page !== undefined && { page }),
    ...statusOf(outcome),
    at: server.clock(),
  });
  if (asked) {
    const { service, operation } = asked.route;
    server.witness?.({ cloud: 'azure', service, operation }, incoming, asked.request.body, outcome);
  }
  outgoing.setHeader('x-ms-request-id', requestId);
  outgoing.setHeader('x-ms-correlation-request-id', requestId);
  deliver(outcome, incoming, outgoing);
}

const regionOf = (asked: Asked | undefined): string => asked?.route.region?.(asked.request.parts) ?? '';

async function askedOf(server: AzureServer, incoming: IncomingMessage): Promise<Asked | undefined> {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', server.url());
  const body = await bodyOf(incoming);
  for (const route of server.routes) {
    const match = route.method === incoming.method ? route.path.exec(pathname) : null;
    if (!match) continue;
    const headers = headersOf(incoming);
    const parts = match.slice(1).map((part = '') => decoded(part));
    const principal = signedIn(server, headers);
    const subscription = subscriptionOf(server, route, parts);
    const values = new Map([...searchParams].map(([name, value]) => [name.toLowerCase(), value]));
    const request: AzureRequest = {
      ...{ method: route.method, path: pathname, headers, body, parts, principal },
      query: (name) => values.get(name.toLowerCase()),
      readable: readableBy(server, principal, route),
      requestId: randomUUID(),
      now: server.now(),
    };
    return { route, request, subscription };
  }
  return undefined;
}

/** In the case in which it was planted, so that calls and faults name it so. */
function subscriptionOf(
  { tenant }: AzureServer,
  { subscription }: Route,
  parts: readonly string[],
): string | undefined {
  const asked = subscription?.(parts);
  return tenant.subscriptions.find(({ id }) => id === asked?.toLowerCase())?.id ?? asked;
}

const tokenIn = (headers: AzureRequest['headers']): string | undefined =>
  /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];

function signedIn({ principals, tokens }: AzureServer, headers: AzureRequest['headers']): Principal | undefined {
  const clientId = tokens.read(tokenIn(headers) ?? '')?.clientId;
  return Object.values(principals).find((principal) => principal.clientId === clientId);
}

/** What the roles of the principal cover, without what is denied for the time being. */
function readableBy(server: AzureServer, principal: Principal | undefined, route: Route): ReadonlySet<string> {
  const { tenant, faults } = server;
  const covered = tenant.subscriptions.filter(
    ({ id }) => principal && (principal.reads === 'everything' || principal.reads.includes(id)),
  );
  const target = { cloud: 'azure', services: [route.service], operation: route.operation, action: undefined } as const;
  return new Set(covered.map(({ id }) => id).filter((id) => !faults.denies({ ...target, account: id, region: '' })));
}

function settle(server: AzureServer, asked: Asked): { readonly outcome: Outcome; readonly page?: number | undefined } {
  const { route, request, subscription } = asked;
  const fail = (error: AzureError) => ({ outcome: failed(route.api, error, request) });
  const reason = turnedAway(server, route.api, request);
  if (reason) return fail(refusal(route.api, reason, server.tenant.id));
  const fault = server.faults.next({
    ...{ cloud: 'azure', services: [route.service], operation: route.operation, action: route.action },
    ...{ account: subscription ?? server.tenant.id, region: regionOf(asked) },
  });
  if (fault === 'expire') server.tokens.revoke(tokenIn(request.headers) ?? '');
  if (fault && !isMishap(fault)) return faulty(fault, server, asked);
  try {
    checkVersion(route.api, request);
    checkScope(server, asked);
    checkState(server, asked);
    const { status = 200, headers, body, page } = route.answer(request, server);
    const reply = {
      status,
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body: JSON.stringify(body),
    };
    return { outcome: { kind: 'answered', reply, mishap: fault }, page };
  } catch (error) {
    if (error instanceof AzureError) return fail(error);
    // A mistake of the simulator's own. Said aloud, or a client would retry it in silence.
    return fail(new AzureError(501, 'SimulatorMistake', String(error)));
  }
}

function turnedAway(server: AzureServer, api: AzureApi, { headers }: AzureRequest): Refusal | undefined {
  const wanted = audiences[api];
  if (!wanted) return undefined;
  const text = tokenIn(headers);
  if (text === undefined) return 'no token';
  const token = server.tokens.read(text);
  if (!token) return 'bad token';
  if (token.expires * 1000 <= server.clock().getTime()) return 'expired';
  if (token.tenant !== server.tenant.id) return 'wrong tenant';
  const own = api === 'arm' && token.audience === server.url();
  return own || wanted.includes(token.audience) ? undefined : 'wrong audience';
}

function checkVersion(api: AzureApi, request: AzureRequest): void {
  if (api !== 'arm' && api !== 'monitor') return;
  const version = request.query('api-version');
  if (version === undefined) {
    const message = 'The api-version query parameter (?api-version=) is required for all requests.';
    throw new AzureError(400, 'MissingApiVersionParameter', message);
  }
  if (!/^\d{4}-\d{2}-\d{2}(-preview)?$/.test(version)) {
    throw new AzureError(400, 'InvalidApiVersionParameter', `The api-version '${version}' is invalid.`);
  }
}

/** A subscription must be one of the tenant, and the caller must have a role there. */
function checkScope({ tenant }: AzureServer, { route, request, subscription }: Asked): void {
  if (subscription === undefined) return;
  if (!tenant.subscriptions.some(({ id }) => id === subscription)) {
    throw new AzureError(404, 'SubscriptionNotFound', `The subscription '${subscription}' could not be found.`);
  }
  if (request.readable.has(subscription)) return;
  throw denial(route.api, request.principal, route.action ?? '*/read', `/subscriptions/${subscription}`);
}

/** What is disabled can be read, and a question by POST passes for more than that. */
function checkState({ tenant }: AzureServer, { route, subscription }: Asked): void {
  const state = tenant.subscriptions.find(({ id }) => id === subscription)?.state;
  if (state !== 'Disabled' || route.method !== 'POST') return;
  const message = `The subscription '${subscription}' is disabled and therefore marked as read only. You cannot perform any write actions on this subscription until it is re-enabled.`;
  throw new AzureError(409, 'ReadOnlyDisabledSubscription', message);
}

// Short, so that nobody waits long for a test.
const faultWaitSeconds = 1;

function faulty(kind: Refused, server: AzureServer, { route, request, subscription }: Asked) {
  const answer = (error: AzureError): { outcome: Outcome } => ({ outcome: failed(route.api, error, request) });
  switch (kind) {
    case 'hang':
      return { outcome: { kind: 'left hanging' } as const };
    case 'drop':
      return { outcome: { kind: 'dropped' } as const };
    case 'deny': {
      const scope = subscription === undefined ? '/' : `/subscriptions/${subscription}`;
      return answer(denial(route.api, request.principal, route.action ?? '*/read', scope));
    }
    case 'throttle':
      return answer(route.throttled?.(faultWaitSeconds, server) ?? throttled(faultWaitSeconds));
    case 'error':
      return answer(broken);
    case 'expire':
      return answer(refusal(route.api, 'expired', server.tenant.id));
  }
}

const failed = (api: AzureApi, error: AzureError, { now, requestId }: AzureRequest): Outcome => ({
  kind: 'answered',
  reply: failure(api, error, now, requestId),
  error: error.code,
});

/** No operation here has that path. */
function nobody({ method, url }: IncomingMessage): Outcome {
  const error = new AzureError(404, 'InvalidResourceType', `The simulator has no ${method} ${url?.slice(0, 200)}`);
  return { kind: 'answered', reply: failure('arm', error, new Date(0), ''), error: error.code };
}
