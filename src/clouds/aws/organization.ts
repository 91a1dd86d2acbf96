import type { Account, ListAccountsCommandOutput } from '@aws-sdk/client-organizations';
import { CloudError } from '../../model/errors.ts';
import { pageTokens } from '../page-tokens.ts';
import type { AwsClients } from './clients.ts';

const LIST = 'organizations:ListAccounts';
export const DESCRIBE_ORGANIZATION = 'organizations:DescribeOrganization';
export const ORGANIZATION_PERMISSIONS = [DESCRIBE_ORGANIZATION, LIST] as const;

/** What Organizations says of an account that belongs to none. */
const NOT_IN_USE = 'AWSOrganizationsNotInUseException';
export const isInNoOrganization = (error: unknown): boolean =>
  error instanceof CloudError && error.facts.code === NOT_IN_USE;

export interface Member {
  readonly id: string;
  readonly name: string | undefined;
  /** `ACTIVE`, `SUSPENDED`, `PENDING_CLOSURE`, `CLOSED`, `PENDING_ACTIVATION`. */
  readonly state: string | undefined;
  /** The management account of the organisation, as the member's ARN says. */
  readonly management: string | undefined;
}

/** Whether anything runs in it. */
export const isActive = ({ state }: Member): boolean => state === undefined || state === 'ACTIVE';

/** Every account of the organisation. Told to its management account and to delegated administrators. @throws CloudError */
export async function listMembers(clients: AwsClients): Promise<Member[]> {
  const { ListAccountsCommand } = await import('@aws-sdk/client-organizations');
  const client = await clients.client('organizations', clients.home);
  const members: Member[] = [];
  const following = pageTokens(LIST);
  let token: string | undefined;
  do {
    const page: ListAccountsCommandOutput = await client.send(new ListAccountsCommand({ NextToken: token }));
    members.push(...(page.Accounts ?? []).map(memberOf));
    // A page may be empty and not the last.
    token = following(page.NextToken);
  } while (token !== undefined);
  return members;
}

const ACCOUNT_ARN = /^arn:[\w-]+:organizations::(\d{12}):account\//;

function memberOf({ Id, Name, Arn, State, Status }: Account): Member {
  if (!/^\d{12}$/.test(Id ?? '')) throw unexpected('NoAccountId', LIST);
  return {
    id: Id ?? '',
    name: Name || undefined,
    // Status is State's predecessor, and all that older answers have.
    state: State ?? Status,
    management: ACCOUNT_ARN.exec(Arn ?? '')?.[1],
  };
}

/** The account that manages the organisation and pays for its members; undefined for an account of none. @throws CloudError */
export async function managementAccount(clients: AwsClients): Promise<string | undefined> {
  const { DescribeOrganizationCommand } = await import('@aws-sdk/client-organizations');
  const client = await clients.client('organizations', clients.home);
  try {
    const { Organization } = await client.send(new DescribeOrganizationCommand({}));
    if (!Organization?.MasterAccountId) throw unexpected('NoManagementAccount', DESCRIBE_ORGANIZATION);
    return Organization.MasterAccountId;
  } catch (error) {
    if (isInNoOrganization(error)) return undefined;
    throw error;
  }
}

const unexpected = (code: string, action: string): CloudError =>
  new CloudError({ reason: 'failed', code, action, retryable: false });
