import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { type Simulator, startSimulator } from '../../../simulator/start.ts';
import type { Checks } from '../checks.ts';
import { startHosts } from '../hosts.ts';
import { checkSecretStore } from './secret-store.ts';

const VAULT = 'cloudoptima-vault';
const AUDIENCE = 'https://vault.azure.net';

/** A vault of Azure's at its own name, asked with the identity of the machine. */
export async function checkAzureSecrets(checks: Checks): Promise<void> {
  checks.section('Key Vault');
  const simulator = await startSimulator({ clouds: ['azure'], resources: 40 });
  const { azure } = simulator;
  const hosts = await startHosts({ [`${VAULT}.vault.azure.net`]: azure.url }, [readFileSync(azure.ca, 'utf8')]);
  try {
    await checkSecretStore(checks, {
      reference: (id) => `azure-kv://${VAULT}/${id}`,
      put: async (id, value) => `azure-kv://${VAULT}/${id}/${await put(simulator, id, value)}`,
      credentials: azure.clientSecret,
      account: (reference) => [
        ...['--cloud', 'azure', '--tenant-id', azure.tenantId, '--client-id', azure.clientId],
        ...['--client-secret', reference, '--endpoint', azure.url],
      ],
      environment: {
        ...hosts.environment,
        AZURE_POD_IDENTITY_AUTHORITY_HOST: azure.identityUrl,
        AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential',
      },
    });
  } finally {
    await hosts.stop();
    await simulator.close();
  }
}

/** By Key Vault's own API; returns the id of the version. */
async function put({ azure }: Simulator, id: string, value: string): Promise<string> {
  const metadata = `${azure.identityUrl}/metadata/identity/oauth2/token?resource=${AUDIENCE}`;
  const signedIn = await fetch(metadata, { headers: { metadata: 'true' } });
  const { access_token } = (await signedIn.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
  const options = { method: 'PUT', headers, ca: readFileSync(azure.ca) };
  const answer = await new Promise<string>((resolve, reject) => {
    const asking = request(`${azure.url}/secrets/${id}?api-version=7.4`, options, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve(text);
    });
    asking.once('error', reject).end(JSON.stringify({ value }));
  });
  const told = (JSON.parse(answer) as { id?: string }).id;
  if (told === undefined) throw new Error(`Key Vault took no secret: ${answer.slice(0, 300)}`);
  return told.slice(told.lastIndexOf('/') + 1);
}
