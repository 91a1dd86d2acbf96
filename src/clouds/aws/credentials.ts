import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@aws-sdk/types';
import { CloudError } from '../../model/errors.ts';
import type { Send } from '../calls.ts';
import type { AccountSettings } from '../cloud.ts';
import type { SignedIn } from '../signed-in.ts';
import { awsClients } from './clients.ts';
import { identityOf, isSame } from './identity.ts';
import { roleAdvice } from './role-advice.ts';

/** Keys, or the session of a role. */
export type AwsCredentials = SignedIn<AwsCredentialIdentity>;

/** The part of an account's settings that says who asks. */
export type CredentialSettings = Pick<AccountSettings, 'profile' | 'role_arn' | 'external_id' | 'endpoint'>;

/** A role, and the session that is wanted of it. */
export interface RoleSettings extends Pick<AccountSettings, 'external_id' | 'endpoint'> {
  readonly role_arn: string;
  /** Whose quota is drawn on. */
  readonly caller: string;
  /** How long it is to last; absent means the hour that AWS gives. */
  readonly seconds?: number;
  /** When it is renewed that lasts longer. */
  readonly keptSeconds?: number;
  /** What to do about a refusal. */
  advice?(code: string): string | undefined | Promise<string | undefined>;
}

const REFRESH_BEFORE_MS = 5 * 60_000;
// Not before every request: a service that fails must not hold all of them up.
const RETRY_REFRESH_MS = 30_000;
// Whoever keeps none would ask STS before each request.
const LEAST_KEPT_MS = 60_000;
const SESSION_NAME = 'cloudoptima';

/**
 * The settings' profile, or else what AWS's tools would use (environment, files, container, instance); on top of it the
 * session of a role where one is named. Nothing is asked before the first use.
 * @param region where STS is asked.
 * @param now milliseconds since 1970, by which sessions expire.
 */
export function awsCredentials(
  settings: CredentialSettings,
  send: Send,
  region: string,
  now: () => number = Date.now,
): AwsCredentials {
  const base = baseCredentials(settings);
  const { role_arn, external_id, endpoint } = settings;
  if (role_arn === undefined) return base;
  const role: RoleSettings = {
    ...{ role_arn, caller: 'unknown' },
    ...(external_id === undefined ? {} : { external_id }),
    ...(endpoint === undefined ? {} : { endpoint }),
    advice: async () => {
      const caller = await callerOf(base, send, region, endpoint);
      return roleAdvice({ arn: role_arn, caller, hasExternalId: external_id !== undefined });
    },
  };
  return roleCredentials(role, base, send, region, now);
}

/** The session of a role, assumed with other credentials at its first use and renewed before it expires, or when it is refused. */
export const roleCredentials = (
  role: RoleSettings,
  base: AwsCredentials,
  send: Send,
  region: string,
  now: () => number = Date.now,
): AwsCredentials =>
  renewed(sessionOf(role, base, send, region), now, (role.keptSeconds ?? Number.POSITIVE_INFINITY) * 1000);

/** The account that asks for a role, which its trust policy has to name; undefined where it can't be known either. */
async function callerOf(
  credentials: AwsCredentials,
  send: Send,
  region: string,
  endpoint: string | undefined,
): Promise<string | undefined> {
  try {
    return (await identityOf({ credentials, send, ...(endpoint === undefined ? {} : { endpoint }) }, region)).account;
  } catch (error) {
    if (error instanceof CloudError) return undefined;
    throw error;
  }
}

function baseCredentials({ endpoint, profile }: CredentialSettings): AwsCredentials {
  let chain: Promise<AwsCredentialIdentityProvider> | undefined;
  const made = () => {
    chain ??= import('@aws-sdk/credential-providers').then(({ fromNodeProviderChain }) =>
      fromNodeProviderChain({
        ...(profile === undefined ? {} : { profile }),
        // The SDK keeps the files' text for as long as the process lasts, and a server lasts longer than keys.
        ignoreCache: true,
        // A profile can name a role of its own, and then the chain asks STS.
        ...(endpoint === undefined ? {} : { clientConfig: { endpoint } }),
      }),
    );
    return chain;
  };
  return async (refused) => {
    // The chain remembers its answer until that expires, so that what was refused is looked for by a new one.
    const used = made();
    const found = await (await used)();
    if (!isSame(found, refused)) return found;
    if (chain === used) chain = undefined;
    return (await made())();
  };
}

interface Session extends AwsCredentialIdentity {
  readonly expiration: Date;
}

/** Our own call instead of the SDK's provider, so that it is paced, counted and classified like every other. */
function sessionOf(
  { role_arn: roleArn, external_id: externalId, endpoint, caller, seconds, advice }: RoleSettings,
  credentials: AwsCredentials,
  send: Send,
  region: string,
): () => Promise<Session> {
  const clients = awsClients({
    credentials,
    account: caller,
    send,
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  return async () => {
    const { AssumeRoleCommand } = await import('@aws-sdk/client-sts');
    const sts = await clients.client('sts', region);
    const command = new AssumeRoleCommand({
      ...{ RoleArn: roleArn, RoleSessionName: SESSION_NAME, ExternalId: externalId, DurationSeconds: seconds },
    });
    const answer = await sts.send(command).catch(async (error: unknown) => {
      throw await advised(error, advice);
    });
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
      throw new CloudError({ reason: 'failed', code: 'NoCredentials', action: 'sts:AssumeRole', retryable: false });
    }
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    };
  };
}

async function advised(error: unknown, advice: RoleSettings['advice']): Promise<unknown> {
  if (!(error instanceof CloudError) || error.facts.advice !== undefined) return error;
  const { reason, code } = error.facts;
  // Nothing is wrong with a role that nobody was asked for.
  if (reason !== 'denied' && code !== 'ValidationError') return error;
  const words = await advice?.(code);
  return words === undefined ? error : new CloudError({ ...error.facts, advice: words }, { cause: error.cause });
}

interface Kept {
  readonly session: Session;
  readonly expires: number;
  readonly freshUntil: number;
}

/**
 * One session for all clients, renewed from five minutes before it expires on, or when it was kept long enough; until it
 * expires it serves when that fails. One that is refused serves nobody any more.
 */
function renewed(load: () => Promise<Session>, now: () => number, keptMs: number): AwsCredentials {
  let current: Kept | undefined;
  let loading: Promise<Kept> | undefined;
  let nextTry = 0;

  async function next(): Promise<Kept> {
    const session = await load();
    const expires = session.expiration.getTime();
    const freshUntil = Math.min(expires - REFRESH_BEFORE_MS, now() + Math.max(keptMs, LEAST_KEPT_MS));
    return { session, expires, freshUntil };
  }

  return async (refused) => {
    if (current && isSame(current.session, refused)) current = undefined;
    const serves = () => current !== undefined && current.expires > now();
    if (current && (now() < current.freshUntil || (serves() && now() < nextTry))) return current.session;
    loading ??= next().finally(() => {
      loading = undefined;
    });
    try {
      current = await loading;
    } catch (error) {
      if (!current || !serves()) throw error;
      nextTry = now() + RETRY_REFRESH_MS;
    }
    return current.session;
  };
}
