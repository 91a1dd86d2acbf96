import { type AzureClients, listed } from './clients.ts';
import { ownId } from './ids.ts';

/** A permission of Microsoft Graph, granted to the application; the directory's readers have it, too. */
export const DIRECTORY_PERMISSION = 'Application.Read.All';

/** A secret's or a certificate's end; Graph never tells the secret itself again. */
export interface Credential {
  readonly keyId?: string;
  readonly displayName?: string | null;
  readonly startDateTime?: string | null;
  readonly endDateTime?: string | null;
}

export interface Application {
  readonly id?: string;
  readonly appId?: string;
  readonly displayName?: string | null;
  readonly createdDateTime?: string | null;
  readonly passwordCredentials?: readonly Credential[];
  readonly keyCredentials?: readonly Credential[];
}

/** The directory has no resource ids of its own. @throws CloudError for one without a name. */
export const applicationId = ({ id }: Pick<Application, 'id'>): string =>
  `/applications/${ownId(id, DIRECTORY_PERMISSION)}`;

const FIELDS = ['id', 'appId', 'displayName', 'createdDateTime', 'passwordCredentials', 'keyCredentials'];

/** The app registrations of the tenant, listed once for all who need them. */
const MOST = 999;

export async function* applications(clients: AzureClients): AsyncGenerator<Application, void, undefined> {
  yield* await clients.once('applications', async () => {
    const found: Application[] = [];
    const request = {
      host: clients.hosts.graph,
      path: `/v1.0/applications?$select=${FIELDS.join(',')}&$top=${Math.min(MOST, clients.batchSize ?? MOST)}`,
      service: 'graph',
      action: DIRECTORY_PERMISSION,
    } as const;
    for await (const one of listed<Application>(clients, request)) found.push(one);
    return found;
  });
}
