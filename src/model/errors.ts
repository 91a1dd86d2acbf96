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

// Nobody was refused a right: nobody knew who asked.
const CREDENTIALS: readonly (readonly [RegExp, string])[] = [
  [/CredentialsProvider|TokenProvider/, 'was not asked: no credentials were found; set AWS_PROFILE, or sign in'],
  [
    /^CredentialUnavailable/,
    'was not asked: no sign-in to Azure was found; run az login, or set tenant_id, client_id and client_secret',
  ],
  [/^AADSTS7000222$/, 'was denied: the client secret has expired; make a new one'],
  [/^AADSTS/, 'was denied: Entra ID does not accept these credentials'],
  [/Expired/, 'was denied: the credentials have expired; sign in again'],
  [
    /InvalidClientTokenId|UnrecognizedClient|Signature|InvalidAccessKeyId/,
    'was denied: the provider does not know these credentials',
  ],
];

// The provider's own message is left out: it can hold names, keys and encoded authorisation details.
function describe({ action, reason, code }: CloudErrorFacts): string {
  const unknownCaller = CREDENTIALS.find(([pattern]) => pattern.test(code))?.[1];
  if (reason === 'denied' && unknownCaller) return `${action} ${unknownCaller} (${code})`;
  const words = {
    denied: 'was denied',
    throttled: 'was throttled',
    timeout: 'took too long',
    failed: 'failed',
    unsupported: 'is not supported there',
    not_found: 'found nothing',
  };
  return `${action} ${words[reason]} (${code})`;
}
