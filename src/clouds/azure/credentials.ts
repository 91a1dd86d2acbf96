import type { TokenCredential } from '@azure/identity';
import { CloudError, UserError } from '../../model/errors.ts';
import type { Send } from '../calls.ts';
import type { AccountSettings } from '../cloud.ts';
import { sharedLoads } from '../once.ts';
import type { Secrets } from '../secrets.ts';
import { silenceError } from './errors.ts';

/** The part of an account's settings that says who asks. */
export type CredentialSettings = Pick<AccountSettings, 'tenant_id' | 'client_id' | 'client_secret' | 'endpoint'>;

/**
 * A token for one audience: `https://management.azure.com/.default`; another one in the place of what was refused.
 * @throws CloudError when there is none.
 */
export type TokenSource = (scope: string, refused?: string) => Promise<string>;

const ACTION = 'Microsoft.Entra/token';
const REFRESH_BEFORE_MS = 5 * 60_000;

/**
 * The settings' service principal, or else what Azure's own tools would use: environment, workload identity, managed
 * identity, the command line's sign-in. Always in the tenant that the settings name. Nothing is asked before the first use.
 * @param now milliseconds since 1970, by which tokens expire.
 */
export function azureTokens(
  settings: CredentialSettings,
  send: Send,
  secrets: Secrets,
  now: () => number = Date.now,
): TokenSource {
  let signingIn: Promise<SignIn> | undefined;
  const made = () => {
    signingIn ??= signInOf(settings, secrets).catch((error: unknown) => {
      signingIn = undefined;
      throw error;
    });
    return signingIn;
  };
  const tokens = new Map<string, { readonly token: string; readonly expiresAt: number }>();
  const once = sharedLoads();

  async function load(scope: string): Promise<string> {
    const used = await made();
    try {
      return await ask(scope, used);
    } catch (error) {
      const renewed = isDenied(error) ? await renew(used) : undefined;
      if (!renewed) throw error;
      return ask(scope, renewed);
    }
  }

  /** The sign-in with a secret that has changed since; undefined where it is the one that was refused. */
  async function renew({ secret }: SignIn): Promise<SignIn | undefined> {
    if (secret === undefined) return undefined;
    const now = await signInOf(settings, secrets, secret);
    if (now.secret === secret) return undefined;
    signingIn = Promise.resolve(now);
    return now;
  }

  async function ask(scope: string, { credential }: SignIn): Promise<string> {
    const call = { account: settings.tenant_id ?? 'unknown', region: 'global', service: 'entra', action: ACTION };
    const answer = await send(call, async (abortSignal) => {
      try {
        return await credential.getToken(scope, { abortSignal });
      } catch (error) {
        throw silenceError(error, ACTION);
      }
    });
    if (!answer)
      throw new CloudError({
        ...{ reason: 'denied', code: 'NoToken', action: ACTION, retryable: false, credentials: 'refused' },
      });
    tokens.set(scope, { token: answer.token, expiresAt: answer.expiresOnTimestamp });
    return answer.token;
  }

  /** Signs in anew, because a sign-in keeps its tokens until they expire. */
  function another(scope: string): Promise<string> {
    signingIn = undefined;
    return load(scope);
  }

  return async (scope, refused) => {
    const known = tokens.get(scope);
    if (refused !== undefined && known?.token === refused) return once(`${scope} ${refused}`, () => another(scope));
    return known && known.expiresAt - now() > REFRESH_BEFORE_MS ? known.token : once(scope, () => load(scope));
  };
}

interface SignIn {
  readonly credential: TokenCredential;
  /** What was resolved for it: it may be rotated while we run. */
  readonly secret?: string;
}

const isDenied = (error: unknown): boolean => error instanceof CloudError && error.facts.reason === 'denied';

/**
 * @param refused the secret that was tried before.
 * @throws UserError for a secret without the service principal that it belongs to.
 */
async function signInOf(settings: CredentialSettings, secrets: Secrets, refused?: string): Promise<SignIn> {
  const { tenant_id: tenantId, client_id: clientId, client_secret: reference, endpoint } = settings;
  const { ClientSecretCredential, DefaultAzureCredential } = await import('@azure/identity');
  const options = {
    // Retries are made in one layer, ours.
    retryOptions: { maxRetries: 0 },
    // An endpoint of one's own signs in, too, and no discovery at Microsoft's would know it. Secrets are sent encrypted only.
    ...(endpoint?.startsWith('https:')
      ? { authorityHost: new URL(endpoint).origin, disableInstanceDiscovery: true }
      : {}),
  };
  if (reference !== undefined && !(tenantId && clientId))
    throw new UserError('client_secret needs tenant_id and client_id beside it: they say whose secret it is.');
  if (tenantId && clientId && reference) {
    const secret = await secrets.resolve(reference, refused);
    return { credential: new ClientSecretCredential(tenantId, clientId, secret, options), secret };
  }
  const credential = new DefaultAzureCredential({
    ...options,
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(clientId === undefined ? {} : { workloadIdentityClientId: clientId, managedIdentityClientId: clientId }),
  });
  return { credential };
}
