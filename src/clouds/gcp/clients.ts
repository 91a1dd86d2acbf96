import { CloudError, UserError } from '../../model/errors.ts';
import type { Send } from '../calls.ts';
import { type Once, sharedLoads } from '../once.ts';
import { pageTokens } from '../page-tokens.ts';
import { askSignedIn } from '../signed-in.ts';
import type { GcpCredentials, SigningHeaders } from './credentials.ts';
import { cloudError, networkError } from './errors.ts';
import { objectIn, readText } from './read-answer.ts';

/** Who calls, and how. */
export interface GcpConnection {
  readonly credentials: GcpCredentials;
  /** Asked instead of the host of every API; the paths are the same, and no two APIs share one. */
  readonly endpoint?: string;
  /** Whose quotas are counted: the quota project, else what is asked. */
  readonly account: string;
  readonly send: Send;
}

// By the API whose quota is drawn on.
const HOSTS = {
  bigquery: 'https://bigquery.googleapis.com',
  cloudasset: 'https://cloudasset.googleapis.com',
  cloudresourcemanager: 'https://cloudresourcemanager.googleapis.com',
  compute: 'https://compute.googleapis.com',
  monitoring: 'https://monitoring.googleapis.com',
  secretmanager: 'https://secretmanager.googleapis.com',
  recommender: 'https://recommender.googleapis.com',
} as const;

/** One question to one API. */
export interface GcpRequest {
  readonly service: keyof typeof HOSTS;
  /** The permission: `cloudasset.assets.searchAllResources`. */
  readonly action: string;
  /** `v1/organizations/1:searchAllResources`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Sent by POST where there is one. */
  readonly body?: object;
  /** One of these is in an answer; another one, unless it is empty as that of an empty list, is not Google's. */
  readonly fields: readonly string[];
  readonly price?: string;
}

export interface GcpClients {
  /** How many resources a page has at most; absent means as many as there may be. */
  readonly batchSize?: number;
  /** @throws CloudError for everything but an answer. */
  ask(request: GcpRequest): Promise<object>;
  /** For all resources that need the same, of which there can be ten thousand. */
  readonly once: Once;
}

export function gcpClients({ credentials, endpoint, account, send }: GcpConnection): GcpClients {
  return {
    async ask({ service, action, path, query, body, fields, price }) {
      const url = addressOf(endpoint ?? HOSTS[service], path, query);
      // Before the attempt begins, or renewing a token would eat its time and wait inside another call's turn.
      const signedIn = (refused?: SigningHeaders) => credentials.headers(refused);
      const call = { account, region: 'global', service, action, ...(price === undefined ? {} : { price }) };
      return askSignedIn(signedIn, (headers) =>
        send(call, async (signal) => {
          try {
            const response = await fetch(url, {
              headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
              ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
              // A token goes to the host that it is meant for, and to no other that this one names.
              redirect: 'manual',
              signal,
            });
            return await answerOf(response, action, fields);
          } catch (error) {
            throw networkError(error, action);
          }
        }),
      );
    },
    once: sharedLoads({ keepsFailures: true }),
  };
}

function addressOf(base: string, path: string, query: GcpRequest['query'] = {}): URL {
  const url = new URL(path, base.endsWith('/') ? base : `${base}/`);
  for (const [name, value] of Object.entries(query))
    for (const one of value === undefined ? [] : [value].flat()) url.searchParams.append(name, one);
  return url;
}

async function answerOf(response: Response, action: string, fields: readonly string[]): Promise<object> {
  const { status, headers } = response;
  const text = await readText(response, action);
  const body = objectIn(text);
  if (status !== 200) {
    const isCut = !body && text.trimStart().startsWith('{');
    throw cloudError({ status, body, isCut, retryAfter: headers.get('retry-after') ?? undefined }, action);
  }
  // A page of something on the way, or an answer that was cut.
  if (!body) throw new CloudError({ reason: 'failed', code: 'GarbledAnswer', action, retryable: true });
  if (Object.keys(body).length > 0 && !fields.some((field) => Object.hasOwn(body, field)))
    throw new CloudError({ reason: 'failed', code: 'NotGoogle', action, retryable: false });
  return body;
}

/** One part of a path. @throws UserError where it would be more than one, or none. */
export function pathPart(text: string): string {
  if (/^[\w.:-]+$/.test(text) && !/^\.+$/.test(text)) return encodeURIComponent(text);
  throw new UserError(`Google Cloud has nothing called "${text.slice(0, 100)}".`);
}

/** Page after page of a list. */
export async function* pages<Page extends { readonly nextPageToken?: string }>(
  clients: GcpClients,
  request: GcpRequest,
): AsyncIterable<Page> {
  const following = pageTokens(request.action);
  let pageToken: string | undefined;
  do {
    const fields = [...request.fields, 'nextPageToken'];
    // Checked for what Google's answers have; the shape of each field is for whoever reads it.
    const page = (await clients.ask({ ...request, fields, query: { ...request.query, pageToken } })) as Page;
    yield page;
    pageToken = following(page.nextPageToken);
  } while (pageToken);
}
