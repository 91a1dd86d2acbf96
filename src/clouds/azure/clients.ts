import { CloudError } from '../../model/errors.ts';
import type { Call, Send } from '../calls.ts';
import { type Once, sharedLoads } from '../once.ts';
import { pageTokens } from '../page-tokens.ts';
import { readBody } from '../read-body.ts';
import { askSignedIn } from '../signed-in.ts';
import type { TokenSource } from './credentials.ts';
import { answerError, silenceError } from './errors.ts';
import type { AzureHost, AzureHosts } from './hosts.ts';

/** Who calls, from where, and how. */
export interface AzureConnection {
  readonly tokens: TokenSource;
  readonly hosts: AzureHosts;
  /** Whose quotas Resource Graph and Cost Management count; `unknown` until a subscription tells. */
  readonly tenant: string;
  readonly send: Send;
}

/** One request, with what its quota and its permission are called. */
export interface AzureRequest {
  readonly host: AzureHost;
  /** What follows the host's address, query included; or the whole link to a further page. */
  readonly path: string;
  /** Sent as JSON by POST; without one it is a GET. */
  readonly body?: object;
  readonly service: 'arm' | 'costmanagement' | 'graph' | 'keyvault' | 'monitor' | 'resourcegraph';
  readonly action: string;
  /** Where the quota is counted for each subscription or region; absent means the tenant's, `global`. */
  readonly account?: string;
  readonly region?: string;
  /** How the answer is read; absent means as JSON. */
  readonly parse?: (text: string) => unknown;
}

/** The thin REST client of one connection. Nothing is retried here. */
export interface AzureClients {
  readonly tenant: string;
  readonly hosts: AzureHosts;
  /** How many resources a page has at most; absent means as many as there may be. */
  readonly batchSize?: number;
  /** @throws CloudError for everything but an answer. */
  ask<T extends object>(request: AzureRequest): Promise<T>;
  /** For all who need the same list. */
  readonly once: Once;
  /** What Azure's clock said in the last answer; undefined where none came since it was looked at. */
  providerTime(): Date | undefined;
}

export function azureClients({ tokens, hosts, tenant, send }: AzureConnection): AzureClients {
  let told: string | null = null;
  async function attempt(request: AzureRequest, signal: AbortSignal, token: string): Promise<object> {
    const { host, path, body, action } = request;
    const url = urlOf(host, path, action);
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        'user-agent': 'cloudoptima',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      // The token is for this host alone.
      redirect: 'manual',
      signal,
    });
    told = response.headers.get('date') ?? told;
    const text = response.body ? Buffer.from(await readBody(response.body, action)).toString() : '';
    if (!response.ok) throw answerError({ status: response.status, headers: response.headers, body: text }, action);
    return answerOf(text, request);
  }

  return {
    tenant,
    hosts,
    async ask<T extends object>(request: AzureRequest) {
      const { account = tenant, region = 'global', service, action } = request;
      const call: Call = { account, region, service, action };
      // Before the attempt begins, or signing in would eat its time and wait inside another call's turn.
      const signedIn = (refused?: string) => tokens(request.host.scope, refused);
      const answer = await askSignedIn(signedIn, (token) =>
        send(call, async (signal) => {
          try {
            return await attempt(request, signal, token);
          } catch (error) {
            throw silenceError(error, action);
          }
        }),
      );
      return answer as T;
    },
    once: sharedLoads(),
    providerTime() {
      const date = new Date(told ?? '');
      told = null;
      return Number.isNaN(date.getTime()) ? undefined : date;
    },
  };
}

/** @throws CloudError for a link to another host, which would be handed our token. */
function urlOf({ url }: AzureHost, path: string, action: string): URL {
  const target = URL.parse(path.startsWith('/') ? `${url}${path}` : path);
  if (target?.origin === new URL(url).origin) return target;
  throw unexpected('LinkToAnotherHost', action);
}

/**
 * What stands between us and Azure may answer in its place, and a list without items would be everything deleted. Nothing (204)
 * is no answer, either: Azure documents it as having no content to send, and not as a list or a bill of nothing.
 */
function answerOf(text: string, { parse = JSON.parse, action }: AzureRequest): object {
  if (!/^\s*\{/.test(text)) throw unexpected('NotAnAzureAnswer', action);
  try {
    return parse(text) as object;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Something on the way cut or changed it.
    throw new CloudError({ reason: 'failed', code: 'GarbledAnswer', action, retryable: true }, { cause: error });
  }
}

/** What no retry would mend. */
export const unexpected = (code: string, action: string): CloudError =>
  new CloudError({ reason: 'failed', code, action, retryable: false });

interface Page<Item> {
  readonly value?: readonly Item[];
  readonly nextLink?: string;
  readonly '@odata.nextLink'?: string;
}

/** Every item of a list of Resource Manager or Graph, page after page, of which there are so many at most. */
export async function* listed<Item>(
  clients: AzureClients,
  request: AzureRequest,
  mostPages?: number,
): AsyncGenerator<Item, void, undefined> {
  const following = pageTokens(request.action, mostPages);
  let path: string | undefined = request.path;
  while (path) {
    const page: Page<Item> = await clients.ask<Page<Item>>({ ...request, path });
    if (!Array.isArray(page.value)) throw unexpected('NoList', request.action);
    yield* page.value;
    path = following(page.nextLink || page['@odata.nextLink']);
  }
}
