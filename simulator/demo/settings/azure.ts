import type { AzureSide } from '../../azure/start.ts';
import type { Entry } from './entry.ts';

export type AzureAccess = Pick<AzureSide, 'url' | 'ca' | 'tenantId' | 'clientId' | 'clientSecret' | 'managementGroup'>;

const secretVariable = 'AZURE_CLIENT_SECRET';

/** One service principal reads all subscriptions below the management group. */
export const azureEntries = ({ url, tenantId, clientId, managementGroup }: AzureAccess): readonly Entry[] => [
  {
    ...{ cloud: 'azure', name: 'northwind', tenant_id: tenantId, client_id: clientId },
    client_secret: `env://${secretVariable}`,
    management_group: managementGroup,
    endpoint: url,
  },
];

export const azureVariables = ({ ca, clientSecret }: AzureAccess): Readonly<Record<string, string>> => ({
  [secretVariable]: clientSecret,
  // Azure's clients send tokens over TLS only, and Node trusts the simulated authority only if told so at its start.
  NODE_EXTRA_CA_CERTS: ca,
});
