import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Simulator, startSimulator } from '../../../simulator/start.ts';
import type { Checks } from '../checks.ts';
import { startHosts } from '../hosts.ts';
import { checkSecretStore } from './secret-store.ts';

/** Google's Secret Manager at its own name, asked with application default credentials. */
export async function checkGoogleSecrets(checks: Checks): Promise<void> {
  checks.section('Secret Manager');
  const simulator = await startSimulator({ clouds: ['gcp'], resources: 40 });
  const { gcp } = simulator;
  const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-google-'));
  // Where a service account's key signs in stands in the library, not in the key.
  const hosts = await startHosts({ 'secretmanager.googleapis.com': gcp.url, 'oauth2.googleapis.com': gcp.url });
  const { project } = gcp.billing;
  const put = putter(`${gcp.url}/v1/projects/${project}/secrets`, simulator);
  const credentials = gcp.writeCredentials(folder);
  try {
    await checkSecretStore(checks, {
      reference: (id) => `gcp-sm://projects/${project}/secrets/${id}`,
      put: async (id, value) => `gcp-sm://projects/${project}/secrets/${id}/versions/${await put(id, value)}`,
      credentials: JSON.stringify(gcp.serviceAccountKey()),
      account: (reference) => [
        ...['--cloud', 'gcp', '--credentials', reference, '--projects', project, '--endpoint', gcp.url],
      ],
      environment: { ...hosts.environment, GOOGLE_APPLICATION_CREDENTIALS: credentials, GOOGLE_CLOUD_PROJECT: project },
    });
  } finally {
    await hosts.stop();
    await simulator.close();
    rmSync(folder, { recursive: true });
  }
}

/** By Google's own API; returns the number of the version. */
function putter(secrets: string, { gcp }: Simulator): (id: string, value: string) => Promise<string> {
  const headers = { authorization: `Bearer ${gcp.accessToken()}`, 'content-type': 'application/json' };
  const post = (url: string, body: object) => fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return async (id, value) => {
    // It is there already when a version is added.
    await post(`${secrets}?secretId=${id}`, { replication: { automatic: {} } });
    const data = Buffer.from(value).toString('base64');
    const answer = await post(`${secrets}/${id}:addVersion`, { payload: { data } });
    const { name } = (await answer.json()) as { name?: string };
    if (!answer.ok || !name) throw new Error(`Secret Manager took no secret: HTTP ${answer.status}`);
    return name.slice(name.lastIndexOf('/') + 1);
  };
}
