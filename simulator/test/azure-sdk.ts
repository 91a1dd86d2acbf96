import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startSimulator } from '../start.ts';

// Other clients than the one that the simulator was written against: what both understand is what Azure says.
const simulator = await startSimulator({ resources: 3000, clouds: ['azure'] });
const { azure } = simulator;
const facts = {
  control: simulator.url,
  ...{ url: azure.url, identity_url: azure.identityUrl, tenant_id: azure.tenantId },
  ...{ client_id: azure.clientId, client_secret: azure.clientSecret, management_group: azure.managementGroup },
};
const script = fileURLToPath(new URL('azure_sdk/drive.py', import.meta.url));
const python = process.env.CLOUDOPTIMA_PYTHON ?? 'python3';

const driver = spawn(python, ['-B', script, JSON.stringify(facts)], {
  stdio: 'inherit',
  env: { ...process.env, REQUESTS_CA_BUNDLE: azure.ca },
});
driver.once('error', (error) => process.stderr.write(`${python} can't be started: ${error.message}\n`));
process.exitCode = await new Promise<number>((resolve) => driver.once('close', (code) => resolve(code ?? 1)));
await simulator.close();
