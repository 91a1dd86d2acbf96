import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSimulator } from '../start.ts';

// Other libraries than the one that the simulator was written against: what they understand too is what Google says.
const simulator = await startSimulator({ resources: 2000, clouds: ['gcp'] });
const { gcp } = simulator;
const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-gcp-sdk-'));
const facts = {
  ...{ folder, control: simulator.url, url: gcp.url, metadata_host: gcp.metadataHost, billing: gcp.billing },
  ...{ organization: gcp.organization, billing_account: gcp.billingAccount },
  external_account: gcp.externalAccount(''),
  impersonation_url: `${gcp.url}/v1/projects/-/serviceAccounts/${gcp.serviceAccount}:generateAccessToken`,
  service_account_key: gcp.serviceAccountKey(),
  subject_token: gcp.subjectToken(),
  expired_token: gcp.subjectToken(-60),
};
const script = fileURLToPath(new URL('gcp_sdk/drive.py', import.meta.url));
const python = process.env.CLOUDOPTIMA_PYTHON ?? 'python3';

const driver = spawn(python, ['-B', script, JSON.stringify(facts)], { stdio: 'inherit' });
driver.once('error', (error) => process.stderr.write(`${python} can't be started: ${error.message}\n`));
process.exitCode = await new Promise<number>((resolve) => driver.once('close', (code) => resolve(code ?? 1)));
await simulator.close();
rmSync(folder, { recursive: true });
