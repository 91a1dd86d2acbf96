import { parseArgs } from 'node:util';
import type { AccountCounts } from './estate/company.ts';
import type { CloudName } from './estate/estate.ts';
import { type Simulator, startSimulator } from './start.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    resources: { type: 'string', default: '1500' },
    now: { type: 'string' },
    'started-at': { type: 'string' },
    changed: { type: 'string', default: '0' },
    'azure-port': { type: 'string', default: '0' },
    port: { type: 'string', default: '0' },
    clouds: { type: 'string', default: 'aws,azure,gcp' },
    // In each cloud, or `aws=200,azure=100,gcp=100`.
    accounts: { type: 'string' },
    charges: { type: 'boolean', default: true },
    quotas: { type: 'boolean', default: false },
    latency: { type: 'string', default: '0' },
    // Whether calls are kept one by one, and not only counted.
    'keep-calls': { type: 'boolean', default: true },
    // A folder for Google's credentials, which are files.
    credentials: { type: 'string' },
  },
  allowNegative: true,
});

function accountsIn(text: string): number | AccountCounts {
  if (/^\d+$/.test(text)) return Number(text);
  const pairs = text.split(',').map((pair) => pair.split('='));
  return Object.fromEntries(pairs.map(([cloud = '', count]) => [cloud, Number(count)]));
}

const clouds = values.clouds.split(',') as CloudName[];

const simulator = await startSimulator({
  seed: Number(values.seed),
  resources: Number(values.resources),
  port: Number(values.port),
  clouds,
  ...{ quotas: values.quotas, charges: values.charges, keepCalls: values['keep-calls'] },
  latencyMs: Number(values.latency),
  changed: Number(values.changed),
  azurePort: Number(values['azure-port']),
  ...(values.accounts !== undefined && { accounts: accountsIn(values.accounts) }),
  ...(values.now !== undefined && { now: new Date(values.now) }),
  ...(values['started-at'] !== undefined && { startedAt: new Date(values['started-at']) }),
});

const azureFacts = ({ azure }: Simulator) => ({
  url: azure.url,
  identity_url: azure.identityUrl,
  ca: azure.ca,
  tenant_id: azure.tenantId,
  client_id: azure.clientId,
  client_secret: azure.clientSecret,
  management_group: azure.managementGroup,
});

const gcpFacts = ({ gcp }: Simulator) => ({
  url: gcp.url,
  metadata_host: gcp.metadataHost,
  organization: gcp.organization,
  billing_account: gcp.billingAccount,
  billing: gcp.billing,
  audience: gcp.audience,
  service_account: gcp.serviceAccount,
  subject_token: gcp.subjectToken(),
  credentials: values.credentials && gcp.writeCredentials(values.credentials),
});

const facts = {
  url: simulator.url,
  access_key_id: simulator.credentials.accessKeyId,
  secret_access_key: simulator.credentials.secretAccessKey,
  accounts: simulator.truth.clouds.aws.accounts,
  ...(clouds.includes('azure') && { azure: azureFacts(simulator) }),
  ...(clouds.includes('gcp') && { gcp: gcpFacts(simulator) }),
};
process.stdout.write(`${JSON.stringify(facts)}\n`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void simulator.close().then(() => process.exit(0)));
}
