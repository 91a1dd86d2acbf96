import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type AzureClients, azureClients } from '../../src/clouds/azure/clients.ts';
import type { AzureKnowledge, AzureRow } from '../../src/clouds/azure/collector.ts';
import { azureHosts } from '../../src/clouds/azure/hosts.ts';
import type { Call, Send } from '../../src/clouds/calls.ts';

/** Sends everything once, at once. */
export const plainSend: Send = (_call, send) => send(new AbortController().signal);

export const TENANT = '72f988bf-0000-4000-8000-000000000000';
export const SUBSCRIPTION = '11111111-0000-4000-8000-000000000001';

/** What came over the wire. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly body: {
    readonly query?: string;
    readonly subscriptions?: readonly string[];
    readonly options?: { readonly $top: number; readonly $skipToken?: string };
    readonly [name: string]: unknown;
  };
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is where it is text. */
  readonly body?: object | string;
}

export type Answering = (request: Received) => Answer | Promise<Answer>;

export interface LocalAzure {
  readonly url: string;
  readonly requests: Received[];
  readonly calls: Call[];
  /** How requests are answered from now on, in this test. */
  answer(answering: Answering): void;
  clients(): AzureClients;
}

/** The network in the place of Azure's: a server on this machine that answers as a test says. */
export function localAzure(): LocalAzure {
  const requests: Received[] = [];
  const calls: Call[] = [];
  let answering: Answering = () => ({ status: 500 });
  let server: Server | undefined;
  const url = () => {
    const address = server?.address();
    if (!address || typeof address === 'string') throw new Error('the server is not started yet');
    return `http://127.0.0.1:${address.port}`;
  };
  beforeAll(async () => {
    server = createServer(async (message, response) => {
      const request = await received(message);
      requests.push(request);
      const { status = 200, headers = {}, body } = await answering(request);
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : body && JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    requests.length = 0;
    calls.length = 0;
  });
  afterAll(() => {
    server?.closeAllConnections();
    server?.close();
  });
  return {
    get url() {
      return url();
    },
    requests,
    calls,
    answer: (given) => {
      answering = given;
    },
    clients: () =>
      azureClients({
        tokens: async (scope) => `token for ${scope}`,
        hosts: azureHosts(url()),
        tenant: TENANT,
        send: (call, send) => {
          calls.push(call);
          return plainSend(call, send);
        },
      }),
  };
}

async function received(message: IncomingMessage): Promise<Received> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const { pathname, searchParams } = new URL(message.url ?? '/', 'http://local');
  return {
    method: message.method ?? '',
    path: pathname,
    query: searchParams,
    authorization: message.headers.authorization,
    body: text.startsWith('{') ? JSON.parse(text) : {},
  };
}

/** As Azure refuses. */
export const refusal = (status: number, code: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers,
  body: { error: { code, message: "The client 'ada' does not have authorization" } },
});

/** A row of Resource Graph, of which a test says what matters to it. */
export const rowOf = <Properties>(
  type: string,
  properties: Properties,
  more: Partial<AzureRow<Properties>> = {},
): AzureRow<Properties> => ({
  id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/Shop/providers/${type}/One`,
  name: 'One',
  type: type.toLowerCase(),
  location: 'westeurope',
  resourceGroup: 'shop',
  subscriptionId: SUBSCRIPTION,
  tags: { Env: 'prod' },
  ...more,
  properties,
});

/** For the many types whose rows tell everything. */
export const nothingKnown: AzureKnowledge = { sizeOf: () => undefined };

/** What every row of `rowOf` becomes, whatever its type. */
export const factsOf = (type: string) => ({
  id: `/subscriptions/${SUBSCRIPTION}/resourcegroups/shop/providers/${type}/one`.toLowerCase(),
  name: 'One',
  region: 'westeurope',
  tags: { Env: 'prod' },
});

/** Answers queries as Resource Graph does, as far as ours ask: types, subscriptions, order and pages. */
export function graphAnswering(rows: readonly AzureRow[], pageSize = 1000): Answering {
  return ({ path, body }) => {
    if (!path.endsWith('/Microsoft.ResourceGraph/resources')) return refusal(404, 'NotFound');
    const { query = '', subscriptions, options = { $top: 0 } } = body;
    const [, not, list = ''] = /where type (!?)in~ \(([^)]*)\)/.exec(query) ?? [];
    const types = new Set([...list.matchAll(/'([^']*)'/g)].map(([, type]) => type));
    const places = query.startsWith('resourcecontainers');
    const found = rows
      .filter(({ type }) => type.startsWith('microsoft.resources/subscriptions') === places)
      .filter(({ type }) => types.has(type) !== (not === '!'))
      .filter(({ subscriptionId }) => subscriptions?.includes(subscriptionId) ?? true)
      .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    const start = Number(options.$skipToken ?? 0);
    const end = start + Math.min(pageSize, options.$top);
    const more = end < found.length ? { $skipToken: String(end) } : {};
    const data = found.slice(start, end);
    return {
      body: { totalRecords: found.length, count: data.length, data, facets: [], resultTruncated: 'false', ...more },
    };
  };
}

const orderOf = ({ subscriptionId, type, id }: AzureRow): string => `${subscriptionId} ${type} ${id}`;
