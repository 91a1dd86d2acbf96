import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@aws-sdk/types';
import { CloudError } from '../../model/errors.ts';
import type { Send } from '../calls.ts';
import type { AccountSettings } from '../cloud.ts';
import { awsClients } from './clients.ts';

/** The part of an account's settings that says who asks. */
export type CredentialSettings = Pick<AccountSettings, 'profile' | 'role_arn' | 'external_id' | 'endpoint'>;

const REFRESH_BEFORE_MS = 5 * 60_000;
// Not before every request: a service that fails must not hold all of them up.
const RETRY_REFRESH_MS = 30_000;
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
): AwsCredentialIdentityProvider {
  const base = baseCredentials(settings);
  const { role_arn: roleArn } = settings;
  return roleArn === undefined ? base : renewed(sessionOf(roleArn, settings, base, send, region), now);
}

function baseCredentials({ endpoint, profile }: CredentialSettings): AwsCredentialIdentityProvider {
  let chain: Promise<AwsCredentialIdentityProvider> | undefined;
  return async () => {
    // The chain remembers its answer until that expires.
    chain ??= import('@aws-sdk/credential-providers').then(({ fromNodeProviderChain }) =>
      fromNodeProviderChain({
        ...(profile === undefined ? {} : { profile }),
        // A profile can name a role of its own, and then the chain asks STS.
        ...(endpoint === undefined ? {} : { clientConfig: { endpoint } }),
      }),
    );
    return (await chain)();
  };
}

/** Our own call instead of the SDK's provider, so that it is paced, counted and classified like every other. */
function sessionOf(
  roleArn: string,
  { external_id: externalId, endpoint }: CredentialSettings,
  credentials: AwsCredentialIdentityProvider,
  send: Send,
  region: string,
): AwsCredentialIdentityProvider {
  const clients = awsClients({
    credentials,
    account: 'unknown',
    send,
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  return async () => {
    const { AssumeRoleCommand } = await import('@aws-sdk/client-sts');
    const sts = await clients.client('sts', region);
    const answer = await sts.send(
      new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: SESSION_NAME, ExternalId: externalId }),
    );
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

/** One session for all clients, renewed from five minutes before it expires on; until then it serves when that fails. */
function renewed(load: AwsCredentialIdentityProvider, now: () => number): AwsCredentialIdentityProvider {
  let current: AwsCredentialIdentity | undefined;
  let loading: Promise<AwsCredentialIdentity> | undefined;
  let nextTry = 0;
  const left = () => (current?.expiration?.getTime() ?? 0) - now();
  return async () => {
    if (current && (left() > REFRESH_BEFORE_MS || (left() > 0 && now() < nextTry))) return current;
    loading ??= load().finally(() => {
      loading = undefined;
    });
    try {
      current = await loading;
    } catch (error) {
      if (!current || left() <= 0) throw error;
      nextTry = now() + RETRY_REFRESH_MS;
    }
    return current;
  };
}
