import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Send } from '../../src/clouds/calls.ts';
import { type GcpClients, gcpClients } from '../../src/clouds/gcp/clients.ts';
import type { GcpCredentials } from '../../src/clouds/gcp/credentials.ts';
import { plainSend } from './aws.ts';

export interface Asked {
  readonly method: string;
  /** Without the first slash. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What is on the wire: an object as JSON, anything else as it stands. */
export interface Answered {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface GoogleServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** Answers from now on, until the test ends. */
  answer(answer: (asked: Asked) => Answered | object): void;
}

/** A host that answers what a test says, for the tests of one file. */
export function googleServer(): GoogleServer {
  const asked: Asked[] = [];
  let answer: (asked: Asked) => Answered | object = () => ({ status: 501, body: {} });
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', headers } = request;
    const one = { method, path: decodeURIComponent(url.pathname.slice(1)), query: url.searchParams, headers, body };
    asked.push(one);
    const given = answer(one);
    const { status = 200, body: text, headers: own } = 'body' in given ? (given as Answered) : { body: given };
    response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...own });
    response.end(typeof text === 'string' ? text : JSON.stringify(text));
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterEach(() => {
    asked.length = 0;
    answer = () => ({ status: 501, body: {} });
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return {
    get url() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    asked,
    answer(next) {
      answer = next;
    },
  };
}

export const signedIn: GcpCredentials = {
  headers: async () => ({ authorization: 'Bearer token' }),
  quotaProject: async () => 'quota-project',
};

export const googleClients = ({ url }: GoogleServer, send: Send = plainSend): GcpClients =>
  gcpClients({ credentials: signedIn, endpoint: url, account: 'quota-project', send });

/** A refusal in the words of google.rpc.Status. */
export const refusal = (code: number, status: string, details: readonly object[] = [], message = ''): Answered => ({
  status: code,
  body: { error: { code, message, status, details } },
});

export const errorInfo = (reason: string, metadata: object = {}): object => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  ...{ reason, domain: 'googleapis.com', metadata },
});

/** A page of a list whose token is the place where the next one begins. */
export function pageOf<T>(
  items: readonly T[],
  { query }: Asked,
  size: number,
): { items: readonly T[]; nextPageToken?: string } {
  const start = Number(query.get('pageToken') ?? 0);
  const end = start + size;
  return { items: items.slice(start, end), ...(end < items.length ? { nextPageToken: String(end) } : {}) };
}

/** A search result as it comes. */
export interface PlantedAsset {
  readonly name: string;
  readonly assetType: string;
  readonly project: string;
  readonly location?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly createTime?: string;
  readonly state?: string;
  readonly displayName?: string;
  readonly additionalAttributes?: object;
  readonly data?: object;
}

/** What the search of Asset Inventory answers over these, as it documents it: in its order, with what its mask names. */
export function searchAnswer(assets: readonly PlantedAsset[], asked: Asked, size = 500): Answered | object {
  const types = asked.query.getAll('assetTypes');
  const key = ({ project, assetType, name }: PlantedAsset) => `${project} ${assetType} ${name}`;
  const found = assets
    .filter(({ assetType }) => types.length === 0 || types.includes(assetType))
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  const { items, nextPageToken } = pageOf(found, asked, size);
  const detailed = asked.query.get('readMask')?.includes('versionedResources');
  const results = items.map(({ data, ...asset }) =>
    detailed && data ? { ...asset, versionedResources: [{ version: 'v1', resource: data }] } : asset,
  );
  // Google leaves out what is empty.
  return { ...(results.length > 0 ? { results } : {}), ...(nextPageToken ? { nextPageToken } : {}) };
}
