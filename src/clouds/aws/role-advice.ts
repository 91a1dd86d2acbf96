/** What is known of a role that could not be assumed. */
interface RefusedRole {
  /** `arn:aws:iam::210987654321:role/CloudOptimaReadOnly`. */
  readonly arn: string;
  /** The account that asked, where it is known. */
  readonly caller: string | undefined;
  /** Whether the entry has an external id. */
  readonly hasExternalId: boolean;
}

const ROLE = /^arn:[\w-]+:iam::(\d{12}):role\/(.+)$/;

/** What to do about it: the two sides of it that have to allow it, and what each has to say. */
export function roleAdvice({ arn, caller, hasExternalId }: RefusedRole): string {
  const [, account = 'of the role', name = arn] = ROLE.exec(arn) ?? [];
  const trusted = caller === undefined ? 'whoever CloudOptima runs as' : `account ${caller}`;
  const secret = hasExternalId ? ' with the external id of this entry' : '';
  return `account ${account} needs a role ${name} that trusts ${trusted}${secret}, and whoever asks needs leave to assume it (sts:AssumeRole)`;
}
