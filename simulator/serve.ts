import { parseArgs } from 'node:util';
import type { CloudName } from './estate/estate.ts';
import { type Simulator, startSimulator } from './start.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    resources: { type: 'string', default: '1500' },
    now: { type: 'string' },
    port: { type: 'string', default: '0' },
    clouds: { type: 'string', default: 'aws,azure' },
    quotas: { type: 'boolean', default: false },
  },
});

const clouds = values.clouds.split(',') as CloudName[];

const simulator = await startSimulator({
  seed: Number(values.seed),
  resources: Number(values.resources),
  port: Number(values.port),
  clouds,
  quotas: values.quotas,
  ...(values.now !== undefined && { now: new Date(values.now) }),
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

const facts = {
  url: simulator.url,
  access_key_id: simulator.credentials.accessKeyId,
  secret_access_key: simulator.credentials.secretAccessKey,
  accounts: simulator.truth.clouds.aws.accounts,
  ...(clouds.includes('azure') && { azure: azureFacts(simulator) }),
};
process.stdout.write(`${JSON.stringify(facts)}\n`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void simulator.close().then(() => process.exit(0)));
}
