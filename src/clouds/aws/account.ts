import { CloudError } from '../../model/errors.ts';
import type { Send } from '../calls.ts';
import type { AccountSettings, ConnectedAccount, Connection, ResourceSource } from '../cloud.ts';
import { detailNoting } from '../detail.ts';
import { refuseLogin } from '../endpoint.ts';
import { type AwsClients, awsClients } from './clients.ts';
import type { AwsCollector } from './collector.ts';
import { awsCosts } from './costs.ts';
import { awsCredentials } from './credentials.ts';
import { awsMetrics } from './metrics.ts';
import { checkRegions, enabledRegions } from './regions.ts';
import { awsCollectors } from './resources/index.ts';

/**
 * Asks who the credentials belong to. The account is that one, whatever the settings call it.
 * @throws UserError for a region that AWS does not have, and for an endpoint with a login in it.
 * @throws CloudError when the credentials are refused or nobody answers.
 */
export async function connectAccount(settings: AccountSettings, send: Send): Promise<Connection> {
  const configured = settings.regions?.length ? settings.regions : undefined;
  checkRegions(configured ?? []);
  // Its requests are signed and hold no token, so that it may be an emulator on any host.
  if (settings.endpoint !== undefined) refuseLogin('AWS', settings.endpoint);
  // The partition is not known yet, so STS is asked where the account is used.
  const region = configured?.[0] ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1';
  const connection = {
    credentials: awsCredentials(settings, send, region),
    send,
    ...(settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
  };
  const { account, partition } = await identity(awsClients({ ...connection, account: 'unknown' }), region);
  const clients = awsClients({ ...connection, account, partition });
  const connected: ConnectedAccount = {
    cloud: 'aws',
    id: account,
    name: settings.name,
    sources: awsCollectors.map((collector) => resourceSource(collector, clients)),
    metrics: awsMetrics(clients),
    regions: async () => (configured ? { regions: configured } : enabledRegions(clients, account)),
    rest: () => clients.forget(),
  };
  return {
    accounts: [connected],
    unreached: [],
    payers: [{ cloud: 'aws', id: account, costs: awsCosts(clients) }],
    gaps: [],
  };
}

async function identity(clients: AwsClients, region: string): Promise<{ account: string; partition: string }> {
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const sts = await clients.client('sts', region);
  const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
  const partition = Arn?.split(':')[1];
  if (Account && partition) return { account: Account, partition };
  throw new CloudError({ reason: 'failed', code: 'NoIdentity', action: 'sts:GetCallerIdentity', retryable: false });
}

function resourceSource(collector: AwsCollector, clients: AwsClients): ResourceSource {
  const { type, kind, reach, taggable, permissions } = collector;
  return {
    type,
    kind,
    reach,
    taggable,
    service: type.slice(0, type.indexOf(':')),
    permissions,
    resources: (scope, note) => collector.resources({ clients, scope, detail: detailNoting(note) }),
  };
}
