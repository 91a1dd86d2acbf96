import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answering } from '../answering.ts';
import type { Door, OperationName } from '../door.ts';
import { late } from '../latency.ts';
import { listen, stop } from '../listen.ts';
import { makeCertificate } from './certificate.ts';
import { type Principal, principalsOf, tokensOf } from './principals.ts';
import { quotasOf } from './quotas.ts';
import { azureOperations, identityRoutesOf, routesOf } from './registry.ts';
import { answerAzure } from './server.ts';
import type { Route } from './service.ts';
import { tenantOf } from './tenant.ts';

/** Azure's endpoints, and who may ask them. */
export interface AzureSide {
  /** Of Entra, Resource Manager and Graph, over HTTPS. Monitor's endpoint is `<url>/metrics/<region>`. */
  readonly url: string;
  /** Of the managed identity, over HTTP: what AZURE_POD_IDENTITY_AUTHORITY_HOST is set to. */
  readonly identityUrl: string;
  /** The file with the certificate of the authority, for NODE_EXTRA_CA_CERTS. */
  readonly ca: string;
  readonly tenantId: string;
  /** Of a service principal that may read everything below the management group. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** The root of the company's tree of management groups. */
  readonly managementGroup: string;
  /** Principals that may do less. */
  readonly others: Readonly<Record<'oneSubscription' | 'withoutRole' | 'expired', Credentials>>;
  readonly operations: readonly OperationName[];
  close(): Promise<void>;
}

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Answers Azure on two loopback ports. With quotas, what asks too fast is refused. */
export async function startAzure(door: Door, enforceQuotas: boolean, port = 0): Promise<AzureSide> {
  const tenant = tenantOf(door.estate);
  const principals = principalsOf(tenant, door.estate.seed);
  const tokens = tokensOf(door.estate.seed);
  const certificate = await makeCertificate(door.clock());
  const folder = await mkdtemp(join(tmpdir(), 'northwind-azure-'));
  const ca = join(folder, 'ca.pem');
  await writeFile(ca, certificate.ca);
  let url = '';
  const server = {
    ...door,
    ...{ tenant, principals, tokens },
    url: () => url,
    quotas: quotasOf(door.clock, enforceQuotas),
  };
  const listener = (own: readonly Route[]) =>
    answering(late(door.latency, (incoming, outgoing) => answerAzure({ ...server, routes: own }, incoming, outgoing)));
  const routes = routesOf(principals, tokens);
  const identityRoutes = identityRoutesOf(principals, tokens);
  const secure = createSecureServer({ key: certificate.key, cert: certificate.cert }, listener(routes));
  const identity = createServer(listener(identityRoutes));
  url = `https://127.0.0.1:${await listen(secure, port)}`;
  const credentials = ({ clientId, secret }: Principal): Credentials => ({ clientId, clientSecret: secret });
  return {
    ...{ url, ca, tenantId: tenant.id, managementGroup: tenant.rootGroup, ...credentials(principals.reader) },
    identityUrl: `http://127.0.0.1:${await listen(identity, 0)}`,
    others: {
      oneSubscription: credentials(principals.oneSubscription),
      withoutRole: credentials(principals.withoutRole),
      expired: credentials(principals.expired),
    },
    operations: azureOperations([...routes, ...identityRoutes]),
    async close() {
      await Promise.all([stop(secure), stop(identity)]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
