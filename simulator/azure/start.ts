import type { Door, OperationName } from '../door.ts';

/** Azure's endpoints, and who may ask them. */
export interface AzureSide {
  /** Of Entra, Resource Manager, Monitor and Graph, over HTTPS. */
  readonly url: string;
  /** Of the managed identity, over HTTP: what AZURE_POD_IDENTITY_AUTHORITY_HOST is set to. */
  readonly identityUrl: string;
  /** The file with the certificate of the authority, for NODE_EXTRA_CA_CERTS. */
  readonly ca: string;
  readonly tenantId: string;
  /** Of a service principal that may read everything below the management group. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** The root of the tree of management groups. */
  readonly managementGroup: string;
  readonly operations: readonly OperationName[];
  close(): Promise<void>;
}

export async function startAzure(_door: Door, _quotas: boolean): Promise<AzureSide> {
  throw new Error('Azure is not answered yet');
}
