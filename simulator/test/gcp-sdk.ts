import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../start.ts';
import { drive, watched } from './driving/drive.ts';

// Other libraries than the one that the simulator was written against: what they understand too is what Google says.
const simulator = await startSimulator({ resources: 2000, clouds: ['gcp'], ...watched() });
const { gcp } = simulator;
const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-gcp-sdk-'));
const facts = {
  ...{ folder, url: gcp.url, metadata_host: gcp.metadataHost, billing: gcp.billing },
  ...{ organization: gcp.organization, billing_account: gcp.billingAccount },
  external_account: gcp.externalAccount(''),
  impersonation_url: `${gcp.url}/v1/projects/-/serviceAccounts/${gcp.serviceAccount}:generateAccessToken`,
  service_account_key: gcp.serviceAccountKey(),
  subject_token: gcp.subjectToken(),
  expired_token: gcp.subjectToken(-60),
};
await drive(simulator, 'gcp_sdk', facts);
rmSync(folder, { recursive: true });
