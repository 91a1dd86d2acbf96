import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { CloudError } from '../../model/errors.ts';
import type { SignedIn } from '../signed-in.ts';
import { type AwsConnection, awsClients } from './clients.ts';

/** Whose credentials are. */
export interface Identity {
  readonly account: string;
  readonly partition: string;
  /** Whether it is a role's session. */
  readonly isRole: boolean;
  /** What was asked with. */
  readonly given: AwsCredentialIdentity;
}

/** Who asks STS, and where. */
export type Asking = Omit<AwsConnection, 'account' | 'partition'>;

const ACTION = 'sts:GetCallerIdentity';

export const isSame = (one: AwsCredentialIdentity, other: AwsCredentialIdentity | undefined): boolean =>
  one.accessKeyId === other?.accessKeyId && one.sessionToken === other.sessionToken;

/** Asks whose the credentials are. */
export async function identityOf({ credentials, ...asking }: Asking, region: string): Promise<Identity> {
  let given: AwsCredentialIdentity | undefined;
  const noted: typeof credentials = async (refused) => {
    given = await credentials(refused);
    return given;
  };
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const sts = await awsClients({ ...asking, credentials: noted, account: 'unknown' }).client('sts', region);
  const { Account, Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
  const partition = Arn.split(':')[1];
  if (Account && partition && given)
    return { account: Account, partition, isRole: Arn.includes(':assumed-role/'), given };
  throw new CloudError({ reason: 'failed', code: 'NoIdentity', action: ACTION, retryable: false });
}

/**
 * The same credentials while they are the account's that they were at first. Those of this machine are renewed by others, who may
 * have signed in elsewhere meanwhile; what they see there would be taken for this account's.
 */
export function ofOneAccount(asking: Asking, region: string, first: Identity): SignedIn<AwsCredentialIdentity> {
  let known = first;
  let asked: Promise<Identity> | undefined;
  return async (refused) => {
    const given = await asking.credentials(refused);
    if (!isSame(given, known.given)) {
      asked ??= identityOf(asking, region).finally(() => {
        asked = undefined;
      });
      known = await asked;
    }
    if (known.account !== first.account) throw anotherAccount(first.account, known.account);
    return known.given;
  };
}

const anotherAccount = (before: string, now: string): CloudError =>
  new CloudError({
    ...{ reason: 'denied', code: 'AnotherAccount', action: ACTION, retryable: false, credentials: 'refused' },
    advice: `this machine signs in to account ${now.slice(0, 12)} by now, and no more to account ${before}: sign in to that again, or name a profile or a role of it`,
  });
