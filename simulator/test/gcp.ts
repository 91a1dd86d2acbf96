import type { JsonObject } from '../estate/gcp/resource.ts';
import type { Simulator } from '../start.ts';

export interface GcpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: JsonObject;
}

/** Asks the simulated Google by plain HTTP: a GET, or a POST where there is a body. */
export const gcpAsker =
  ({ gcp }: Simulator, token = gcp.accessToken()) =>
  async (path: string, body?: object, headers: Readonly<Record<string, string>> = {}): Promise<GcpAnswer> => {
    const response = await fetch(`${gcp.url}/${path}`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as JsonObject };
  };

/** All items of a list that goes over pages. */
export async function gcpPages<Item>(
  ask: (path: string) => Promise<GcpAnswer>,
  path: string,
  name: string,
): Promise<readonly (readonly Item[])[]> {
  const pages: (readonly Item[])[] = [];
  let token = '';
  do {
    const { body } = await ask(`${path}${path.includes('?') ? '&' : '?'}pageToken=${token}`);
    pages.push((body[name] ?? []) as unknown as readonly Item[]);
    token = String(body.nextPageToken ?? '');
  } while (token !== '');
  return pages;
}
