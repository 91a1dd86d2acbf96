import type { AzureSide } from '../../azure/start.ts';
import type { CloudTruth } from '../../estate/truth.ts';
import type { Entry } from './entry.ts';

export type AzureAccess = Pick<AzureSide, 'url' | 'ca' | 'tenantId' | 'clientId' | 'clientSecret'>;

const secretVariable = 'AZURE_CLIENT_SECRET';

/** One service principal reads all subscriptions of the tenant, and its directory: a management group has none. */
export const azureEntries = (
  { tenant }: Pick<CloudTruth, 'tenant'>,
  { url, tenantId, clientId }: AzureAccess,
): readonly Entry[] => [
  {
    ...{ cloud: 'azure', name: tenant?.name, tenant_id: tenantId, client_id: clientId },
    client_secret: `env://${secretVariable}`,
    endpoint: url,
  },
];

export const azureVariables = ({ ca, clientSecret }: AzureAccess): Readonly<Record<string, string>> => ({
  [secretVariable]: clientSecret,
  // Azure's clients send tokens over TLS only, and Node trusts the simulated authority only if told so at its start.
  NODE_EXTRA_CA_CERTS: ca,
});
