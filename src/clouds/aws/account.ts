import type { Send } from '../calls.ts';
import type { AccountSettings, Connection } from '../cloud.ts';
import { refuseLogin } from '../endpoint.ts';
import { awsClients } from './clients.ts';
import { connectedAccount, ownBill } from './connected-account.ts';
import { awsCredentials } from './credentials.ts';
import { identityOf, ofOneAccount } from './identity.ts';
import { connectMembers } from './members.ts';
import { isActive, listMembers } from './organization.ts';
import { checkRegions } from './regions.ts';

/**
 * Asks who the credentials belong to. The account is that one, whatever the settings call it; beside it there are the members
 * of its organisation, where the settings say so.
 * @throws UserError for a region that AWS does not have, and for an endpoint with a login in it.
 * @throws CloudError when the credentials are refused or nobody answers.
 */
export async function connectAccount(settings: AccountSettings, send: Send): Promise<Connection> {
  checkRegions(settings.regions ?? []);
  // Its requests are signed and hold no token, so that it may be an emulator on any host.
  if (settings.endpoint !== undefined) refuseLogin('AWS', settings.endpoint);
  // The partition is not known yet, so STS is asked where the account is used.
  const region = settings.regions?.[0] ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1';
  const asking = {
    credentials: awsCredentials(settings, send, region),
    send,
    ...(settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
  };
  const identity = await identityOf(asking, region);
  const { account, partition, isRole } = identity;
  // The sessions of a role are its account's, whoever opens them.
  const credentials = settings.role_arn === undefined ? ofOneAccount(asking, region, identity) : asking.credentials;
  const clients = awsClients({ ...asking, credentials, account, partition });
  const { organization } = settings;
  if (typeof organization === 'object')
    return connectMembers({ account, partition, isRole, clients, credentials, region, send }, settings, organization);
  const organizationAccounts = async () => (await listMembers(clients)).filter(isActive).length;
  return {
    accounts: [{ ...connectedAccount(clients, account, settings.name, settings), organizationAccounts }],
    unreached: [],
    payers: [ownBill(clients, account)],
    gaps: [],
  };
}
