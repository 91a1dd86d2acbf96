import { CloudError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import { gapFactsOf } from '../../model/gap-facts.ts';
import type { Send } from '../calls.ts';
import type { AccountSettings, ConnectedAccount, Connection, MemberSettings, Payer } from '../cloud.ts';
import { type AwsClients, awsClients } from './clients.ts';
import { connectedAccount, ownBill } from './connected-account.ts';
import { type AwsCredentials, type RoleSettings, roleCredentials } from './credentials.ts';
import { isActive, isInNoOrganization, listMembers, type Member, managementAccount } from './organization.ts';
import { roleAdvice } from './role-advice.ts';

/** Who asked STS, and what the members are asked with. */
export interface Caller {
  readonly account: string;
  readonly partition: string;
  /** Whether it is a role's session. */
  readonly isRole: boolean;
  readonly clients: AwsClients;
  readonly credentials: AwsCredentials;
  /** Where STS is asked. */
  readonly region: string;
  readonly send: Send;
}

// Of a session that a role opens ("role chaining"), whatever the other role allows
// (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html).
const LONGEST_OF_A_ROLE_SECONDS = 3600;

/**
 * The accounts of the caller's organisation: its own by its own credentials, each other by a role in it, which is assumed
 * when that account is reached. Where nobody may list them, its own alone, and the gap that says so.
 */
export async function connectMembers(
  caller: Caller,
  settings: AccountSettings,
  organization: MemberSettings,
): Promise<Connection> {
  let members: readonly Member[];
  try {
    members = await listMembers(caller.clients);
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    const gap = await unlisted(error, caller, organization);
    return {
      // The entry's name is meant for all of them.
      accounts: [connectedAccount(caller.clients, caller.account, gap ? undefined : settings.name, settings)],
      unreached: [],
      payers: [ownBill(caller.clients, caller.account)],
      gaps: gap ? [gap] : [],
    };
  }
  const isAsked = (member: Member) => isActive(member) || member.id === caller.account;
  const active = members.filter(isAsked).map((member) => connectedMember(member, caller, settings, organization));
  return {
    accounts: active.map(({ account }) => account),
    unreached: [],
    inactive: members.filter((member) => !isAsked(member)).map(({ id, name, state = '' }) => ({ id, name, state })),
    payers: active.map(({ clients, account: { id } }) => billOf(id, clients, members)),
    gaps: [],
  };
}

function connectedMember(
  { id, name }: Member,
  caller: Caller,
  settings: AccountSettings,
  organization: MemberSettings,
): { readonly account: ConnectedAccount; readonly clients: AwsClients } {
  const { account, partition, send, region, clients: own } = caller;
  if (id === account) return { account: connectedAccount(own, id, name ?? settings.name, settings), clients: own };
  const role = memberRole(id, caller, settings, organization);
  const credentials = roleCredentials(role, caller.credentials, send, region);
  const { endpoint } = settings;
  const connection = { credentials, account: id, partition, send, ...(endpoint === undefined ? {} : { endpoint }) };
  const clients = awsClients(connection);
  const reach = async () => {
    await credentials();
  };
  return { account: { ...connectedAccount(clients, id, name, settings), reach }, clients };
}

function memberRole(
  id: string,
  { account, partition, isRole }: Caller,
  { external_id: externalId, endpoint }: AccountSettings,
  { role_name: name, session_duration_seconds: wanted, session_cache_ttl_seconds: kept }: MemberSettings,
): RoleSettings {
  const seconds = wanted === undefined || !isRole ? wanted : Math.min(wanted, LONGEST_OF_A_ROLE_SECONDS);
  const arn = `arn:${partition}:iam::${id}:role/${name}`;
  return {
    role_arn: arn,
    caller: account,
    ...(externalId === undefined ? {} : { external_id: externalId }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(kept === undefined ? {} : { keptSeconds: kept }),
    advice: (code) =>
      code === 'ValidationError'
        ? `the role ${name} may allow shorter sessions only: lower multi_account.session_duration_seconds`
        : `${roleAdvice({ arn, caller: account, hasExternalId: externalId !== undefined })}; if it was suspended or closed, the next collection leaves it out`,
  };
}

/** The management account's bill holds every member's. */
function billOf(id: string, clients: AwsClients, members: readonly Member[]): Payer {
  const bill = ownBill(clients, id);
  const [management] = members.flatMap((member) => member.management ?? []);
  if (management === undefined || !bill.paidBy) return bill;
  const known = { ...bill, paidBy: { ...bill.paidBy, ask: async () => management } };
  if (id !== management) return known;
  return { ...known, holds: members.flatMap((member) => (member.id === id ? [] : member.id)) };
}

const LISTED_BY =
  'there may be more accounts: allow organizations:ListAccounts and organizations:DescribeOrganization to the management account’s credentials, or to those of a delegated administrator';

/** What is not known because the members could not be listed; undefined where nobody said that there are any. */
async function unlisted(
  error: CloudError,
  { account, clients }: Caller,
  { ifAny = false }: MemberSettings,
): Promise<Gap | undefined> {
  const gap = (words: string): Gap => ({
    ...gapFactsOf(error),
    ...{ cloud: 'aws', account, detail: `${error.message}; ${words}` },
  });
  if (isInNoOrganization(error))
    return ifAny ? undefined : gap('the account is in no organisation: leave out `organization`');
  const management = error.facts.reason === 'denied' ? await managementIfTold(clients) : undefined;
  if (management === undefined || management === account) return gap(LISTED_BY);
  return ifAny ? undefined : gap(`account ${management} manages its organisation, and ${LISTED_BY}`);
}

async function managementIfTold(clients: AwsClients): Promise<string | undefined> {
  try {
    return await managementAccount(clients);
  } catch (error) {
    if (error instanceof CloudError) return undefined;
    throw error;
  }
}
