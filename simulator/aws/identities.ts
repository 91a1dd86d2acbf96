import type { Estate } from '../estate/estate.ts';
import { randomFrom } from '../estate/random.ts';

/** One set of credentials that the simulator has issued. */
export interface Identity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly account: string;
  readonly principalArn: string;
  /** `AIDA…` of a user, `AROA…:session` of an assumed role. */
  readonly userId: string;
  /** Only temporary credentials have these. */
  readonly sessionToken?: string;
  readonly expiresAt?: Date;
}

export interface AssumedRole {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly seconds: number;
}

/** Everyone the simulator knows. */
export interface Identities {
  /** The payer account's user, whose keys are handed out at the start. */
  readonly root: Identity;
  find(accessKeyId: string): Identity | undefined;
  assume(role: AssumedRole): Identity;
  /** Ends a session at once; a user's key never expires. */
  expire(accessKeyId: string): void;
}

/**
 * The identities of a company. The clock is the real one, not the company's: clients compare the expiry of their
 * credentials with their own time.
 */
export function identitiesOf(estate: Estate, clock: () => Date): Identities {
  const random = randomFrom(estate.seed).fork('aws credentials');
  const account = estate.accounts.find(({ cloud }) => cloud === 'aws')?.id ?? '';
  const root: Identity = {
    accessKeyId: `AKIA${random.code(16)}`,
    secretAccessKey: random.code(40),
    account,
    principalArn: `arn:aws:iam::${account}:user/cloudoptima`,
    userId: `AIDA${random.code(17)}`,
  };
  const known = new Map([[root.accessKeyId, root]]);
  return {
    root,
    find: (accessKeyId) => known.get(accessKeyId),
    expire(accessKeyId) {
      const identity = known.get(accessKeyId);
      if (identity?.expiresAt) known.set(accessKeyId, { ...identity, expiresAt: clock() });
    },
    assume({ roleArn, sessionName, seconds }) {
      const [, , , , roleAccount = '', role = ''] = roleArn.split(':');
      const roleName = role.slice(role.lastIndexOf('/') + 1);
      const identity: Identity = {
        accessKeyId: `ASIA${random.code(16)}`,
        secretAccessKey: random.code(40),
        sessionToken: `IQoJb3JpZ2luX2Vj${random.hex(200)}`,
        expiresAt: new Date(clock().getTime() + seconds * 1000),
        account: roleAccount,
        principalArn: `arn:aws:sts::${roleAccount}:assumed-role/${roleName}/${sessionName}`,
        userId: `AROA${randomFrom(roleArn).code(17)}:${sessionName}`,
      };
      known.set(identity.accessKeyId, identity);
      return identity;
    },
  };
}
