import type { AuthClient } from 'google-auth-library';
import { CloudError, type CloudErrorFacts, UserError } from '../../model/errors.ts';
import type { Send } from '../calls.ts';
import type { AccountSettings } from '../cloud.ts';
import { hasLogin } from '../has-login.ts';
import { secretFile } from '../secrets/file.ts';
import { schemeIn } from '../secrets/forms.ts';
import type { Secrets } from '../secrets.ts';
import type { SignedIn } from '../signed-in.ts';
import { networkError } from './errors.ts';
import { type ExternalAccount, externalAccount } from './external-account.ts';
import { readText } from './read-answer.ts';

/** Who asks. */
export interface GcpCredentials {
  /** What a request is signed with: a token that is good for some minutes at least, another than what was refused, and the quota project. */
  headers: SignedIn<SigningHeaders>;
  /** Whose quota is drawn on, where the credentials tell. */
  quotaProject(): Promise<string | undefined>;
}

export type SigningHeaders = Readonly<Record<string, string>>;

// Reads everywhere what its roles allow; the roles say what that is.
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
const ACTION = 'oauth2.token';
const KINDS = ['service_account', 'external_account', 'authorized_user'];

/** A credentials file; of a key and a person's sign-in the library reads what it knows, and asks Google alone. */
type Credentials = ExternalAccount | { readonly type: 'service_account' } | { readonly type: 'authorized_user' };

/**
 * The settings' file or reference: a service account's key, a workload identity's configuration; else what Google's own
 * tools would use. Nothing is asked before the first use.
 */
export function gcpCredentials(
  { credentials }: Pick<AccountSettings, 'credentials'>,
  send: Send,
  secrets: Secrets,
): GcpCredentials {
  let signedIn: Promise<Signing> | undefined;
  const client = () => {
    signedIn ??= signIn(credentials, send, secrets).catch((error: unknown) => {
      // A file that is mended works the next time.
      signedIn = undefined;
      throw error;
    });
    return signedIn;
  };

  /** The sign-in with what has changed since; undefined where it is what was refused. */
  async function renew({ text }: Signing): Promise<Signing | undefined> {
    if (text === undefined) return undefined;
    const now = await signIn(credentials, send, secrets, text);
    if (now.text === text) return undefined;
    signedIn = Promise.resolve(now);
    return now;
  }

  async function headersOf(used: Signing): Promise<SigningHeaders> {
    try {
      return await signedHeaders(used);
    } catch (error) {
      const renewed = isDenied(error) ? await renew(used) : undefined;
      if (!renewed) throw error;
      return signedHeaders(renewed);
    }
  }

  return {
    async headers(refused) {
      const used = client();
      const headers = await headersOf(await used);
      if (headers.authorization !== refused?.authorization) return headers;
      // The library keeps a token until it expires. Whoever comes first signs in anew.
      if (signedIn === used) signedIn = undefined;
      return headersOf(await client());
    },
    async quotaProject() {
      const { client: signing } = await client();
      return signing.quotaProjectId ?? signing.projectId ?? undefined;
    },
  };
}

/** A client that signs in, and the text of the credentials that it was made of, where they were named. */
interface Signing {
  readonly client: AuthClient;
  readonly text: string | undefined;
}

const isDenied = (error: unknown): boolean => error instanceof CloudError && error.facts.reason === 'denied';

async function signedHeaders({ client }: Signing): Promise<SigningHeaders> {
  try {
    // The library renews a token five minutes before it expires.
    const { token } = await client.getAccessToken();
    if (!token) throw notSignedIn('NoToken');
    const project = client.quotaProjectId;
    return { authorization: `Bearer ${token}`, ...(project ? { 'x-goog-user-project': project } : {}) };
  } catch (error) {
    throw tokenError(error);
  }
}

/** @param refused the text that was tried before. */
async function signIn(
  credentials: string | undefined,
  send: Send,
  secrets: Secrets,
  refused?: string,
): Promise<Signing> {
  const text = credentials === undefined ? undefined : await textAt(credentials, secrets, refused);
  const json = text === undefined ? undefined : readCredentials(text, credentials ?? '');
  try {
    const client = await (json ? clientOf(json) : defaultClient());
    const through = sending(send);
    for (const transporter of transportersOf(client)) {
      transporter.defaults.fetchImplementation = through;
      // The library would ask again by itself.
      transporter.interceptors.request.add({
        resolved: async (config) =>
          Object.assign(config, { retry: false, retryConfig: { retry: 0, noResponseRetries: 0 } }),
      });
    }
    return { client, text };
  } catch (error) {
    throw tokenError(error);
  }
}

/** Whether whoever configures this machine keeps it, and no connection that was added with a text of somebody's. */
const isOwn = (place: string): boolean => schemeIn(place) !== 'stored';

const textAt = (place: string, secrets: Secrets, refused: string | undefined): Promise<string> =>
  schemeIn(place) === undefined ? secretFile(place).then(({ text }) => text) : secrets.resolve(place, refused);

/** What Google's own tools would use: a file that the environment names, gcloud's, or the machine's own identity. */
async function defaultClient(): Promise<AuthClient> {
  const { GoogleAuth } = await import('google-auth-library');
  return new GoogleAuth({ scopes: [SCOPE] }).getClient();
}

/** Each kind by its own client: the one for all kinds warns that it trusts whatever it is given. */
async function clientOf(json: Credentials): Promise<AuthClient> {
  const { AwsClient, IdentityPoolClient, JWT, UserRefreshClient } = await import('google-auth-library');
  if (json.type === 'service_account') {
    const client = new JWT({ scopes: [SCOPE] });
    client.fromJSON(json);
    return client;
  }
  if (json.type === 'authorized_user') return UserRefreshClient.fromJSON(json);
  const options = { ...json, scopes: [SCOPE] } as unknown as ConstructorParameters<typeof IdentityPoolClient>[0];
  // A workload in AWS signs with its role there.
  if (json.credential_source.environment_id !== undefined)
    return new AwsClient(options as ConstructorParameters<typeof AwsClient>[0]);
  return new IdentityPoolClient(options);
}

type Transporter = AuthClient['transporter'];

/** The library hides those of the exchange of a workload identity, and of whoever impersonates a service account. */
function transportersOf(client: object): Transporter[] {
  const inner = ['stsCredential', 'sourceClient'].flatMap((name) => {
    const part: unknown = Reflect.get(client, name);
    return typeof part === 'object' && part !== null ? transportersOf(part) : [];
  });
  const own: Transporter | undefined = Reflect.get(client, 'transporter');
  return own ? [own, ...inner] : inner;
}

/** Requests for tokens go through the same sending as all others, and their refusals are classified there. */
const sending =
  (send: Send): typeof fetch =>
  (input, init) =>
    send({ account: 'unknown', region: 'global', service: 'oauth2', action: ACTION }, async (signal) => {
      try {
        const response = await fetch(input, { ...init, redirect: 'manual', signal });
        const text = await readText(response, ACTION);
        // The library would read an answer without end to its end.
        if (response.ok) return new Response(text || null, { status: response.status, headers: response.headers });
        throw refusal(response.status, text);
      } catch (error) {
        throw networkError(error, ACTION);
      }
    });

/** Nobody knows who asks. */
const notSignedIn = (code: string, advice?: string, more: Pick<CloudErrorFacts, 'unasked'> = {}): CloudError =>
  new CloudError({
    ...{ reason: 'denied', code, action: ACTION, retryable: false, credentials: 'refused', ...more },
    ...(advice === undefined ? {} : { advice }),
  });

const REFUSALS: ReadonlyMap<string, string> = new Map([
  [
    'invalid_client',
    'Google does not know this client: make a new key, or sign in again (gcloud auth application-default login)',
  ],
  ['unauthorized_client', 'the client may not sign in so: make a new key of a service account that may'],
  [
    'invalid_target',
    'the workload identity pool or its provider is disabled, deleted or another: look at `audience` in the credentials',
  ],
]);

/** https://www.rfc-editor.org/rfc/rfc6749#section-5.2, with what Google's words add to its codes. */
function refusal(status: number, text: string): CloudError {
  if (/reasonable timeframe|Check your iat and exp/.test(text))
    return notSignedIn('ClockSkew', "this machine's clock is wrong: set it and try again");
  if (/invalid_rapt/.test(text))
    return notSignedIn('invalid_rapt', 'sign in again: gcloud auth application-default login');
  if (/invalid_grant/.test(text))
    return notSignedIn(
      'invalid_grant',
      'the credentials have expired, were revoked, or belong to an account that is gone: sign in again (gcloud auth application-default login), or make a new key',
    );
  if (status === 429) return new CloudError({ reason: 'throttled', code: 'HTTP 429', action: ACTION, retryable: true });
  if (status >= 500)
    return new CloudError({ reason: 'failed', code: `HTTP ${status}`, action: ACTION, retryable: true });
  const code = /"error"\s*:\s*"([a-z_]{1,60})"/.exec(text)?.[1] ?? `HTTP ${status}`;
  return notSignedIn(code, REFUSALS.get(code));
}

/** What the library threw: ours from within, or that there is nothing to sign in with. */
function tokenError(error: unknown): unknown {
  for (let one = error; one instanceof Error; one = one.cause) {
    if (one instanceof CloudError || one instanceof UserError) return one;
    if (/could not load the default credentials/i.test(one.message))
      return notSignedIn(
        'NoCredentials',
        'no credentials were found: gcloud auth application-default login, or name a file in `credentials`',
        { unasked: true },
      );
    // The key in the file is no key.
    if (/DECODER|PEM|asymmetric key/i.test(one.message))
      return new UserError('The private key in the Google credentials can’t be read.');
  }
  return networkError(error, ACTION);
}

/** @throws UserError that says what is wrong, and nothing of what is in it. */
function readCredentials(text: string, place: string): Credentials {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UserError(
      `The Google credentials in ${place} are no JSON: expected a key or configuration file of Google Cloud.`,
    );
  }
  const type: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'type') : undefined;
  if (typeof type !== 'string' || !KINDS.includes(type))
    throw new UserError(`The Google credentials in ${place} have no known type: expected one of ${KINDS.join(', ')}.`);
  if (holdsLogin(json))
    throw new UserError(
      `The Google credentials in ${place} have an address with a user name or password in it: nothing is signed in with those.`,
    );
  return type === 'external_account' ? externalAccount(json as object, place, isOwn(place)) : (json as Credentials);
}

/** Whether an address in the file holds a login: the one that gives tokens, or anything that the library asks before. */
const holdsLogin = (value: unknown): boolean =>
  typeof value === 'string'
    ? hasLogin(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(holdsLogin);
