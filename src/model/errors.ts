import type { GapReason } from './gap.ts';

/** The user can fix it: the message says how, and is shown as it stands. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** Whether something on this machine failed, which is the cause, and not what was asked or configured. */
export const isFailure = ({ cause }: UserError): boolean => cause !== undefined;

export interface CloudErrorFacts {
  readonly reason: Exclude<GapReason, 'not_collected'> | 'not_found';
  /** The provider's code: `UnauthorizedOperation`. */
  readonly code: string;
  /** What was called, as the provider's permission system names it: `ec2:DescribeVolumes`. */
  readonly action: string;
  readonly retryable: boolean;
  /** The wait that the service asked for. */
  readonly retryAfterMs?: number;
  readonly requestId?: string;
  /** Nobody was asked, because there was nothing to ask with. */
  readonly unasked?: boolean;
  /** What the user can do about it, in our own words. */
  readonly advice?: string;
  /**
   * Present where nobody knew who asked, so that no permission is missing: `expired` where other credentials of the same
   * sign-in may do, `refused` where they would not.
   */
  readonly credentials?: 'expired' | 'refused';
}

/** A provider's refusal or failure, classified once at the cloud's edge. */
export class CloudError extends Error {
  override readonly name = 'CloudError';
  readonly facts: CloudErrorFacts;
  constructor(facts: CloudErrorFacts, options?: ErrorOptions) {
    super(describe(facts), options);
    this.facts = facts;
  }
}

// The provider's own message is left out: it can hold names, keys and encoded authorisation details.
function describe({ action, reason, code, advice, unasked = false }: CloudErrorFacts): string {
  const words = {
    denied: 'was denied',
    throttled: 'was throttled',
    timeout: 'took too long',
    failed: 'failed',
    unsupported: 'is not supported there',
    not_found: 'found nothing',
  };
  const refusal = `${action} ${unasked ? 'was not asked' : words[reason]} (${code})`;
  return advice === undefined ? refusal : `${refusal}; ${advice}`;
}
