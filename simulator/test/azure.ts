import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { Credentials } from '../azure/start.ts';
import type { Simulator } from '../start.ts';

/** Makes this process trust the simulated authority, as NODE_EXTRA_CA_CERTS does at the start of another. */
export const trustAzure = ({ azure }: Simulator): void =>
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(azure.ca, 'utf8')]);

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface AzureClient {
  get<Body>(path: string): Promise<Answer<Body>>;
  post<Body>(path: string, body: object): Promise<Answer<Body>>;
}

const json = async <Body>(response: Response): Promise<Answer<Body>> => ({
  status: response.status,
  headers: response.headers,
  body: (await response.json()) as Body,
});

/** A token of Entra for one resource. */
export async function tokenFor(
  { azure }: Simulator,
  { clientId, clientSecret }: Credentials = azure,
  resource = 'https://management.azure.com',
): Promise<string> {
  const form = {
    ...{ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
    scope: `${resource}/.default`,
  };
  const response = await fetch(`${azure.url}/${azure.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return token;
}

/** Asks with a token, at a path of the simulator or at a whole address that it gave. */
export function clientWith({ azure }: Simulator, token: string): AzureClient {
  const send = async <Body>(path: string, init: RequestInit) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return json<Body>(await fetch(new URL(path, azure.url), { ...init, headers }));
  };
  return {
    get: (path) => send(path, {}),
    post: (path, body) => send(path, { method: 'POST', body: JSON.stringify(body) }),
  };
}

export const asReader = async (simulator: Simulator, credentials?: Credentials): Promise<AzureClient> =>
  clientWith(simulator, await tokenFor(simulator, credentials));
