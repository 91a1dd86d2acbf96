import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { answering } from '../answering.ts';
import type { Door, OperationName } from '../door.ts';
import { organizationIn } from '../estate/gcp/organization.ts';
import { late } from '../latency.ts';
import { listen, stop } from '../listen.ts';
import { apiName } from './api.ts';
import { createQuotas } from './quotas.ts';
import { gcpApis } from './registry.ts';
import { gcpAnswerer } from './server.ts';
import { billingDataset, billingTable } from './services/bigquery/billing-table.ts';
import type { BigQuerySettings } from './services/bigquery/jobs.ts';
import { audienceOf, serviceAccountOf } from './services/sign-in.ts';
import { createTokens } from './tokens.ts';

/** Google's endpoint and who may ask it. */
export interface GcpSide {
  /** Of all APIs: their paths tell them apart. */
  readonly url: string;
  /** What GCE_METADATA_HOST is set to. */
  readonly metadataHost: string;
  readonly organization: string;
  readonly billingAccount: string;
  /** Where the billing export lies. */
  readonly billing: { readonly project: string; readonly dataset: string; readonly table: string };
  readonly serviceAccount: string;
  readonly audience: string;
  readonly operations: readonly OperationName[];
  /** APIs that are switched off: `recommender.googleapis.com`, or in one project `<project>/recommender.googleapis.com`. */
  readonly disabled: Set<string>;
  readonly bigQuery: BigQuerySettings;
  /** A token of the company's identity provider, for so many seconds by the real clock. */
  subjectToken(seconds?: number, audience?: string): string;
  /** A bearer token, by the shortest way. */
  accessToken(scopes?: readonly string[]): string;
  /** The content of a file of credentials of type `external_account` that reads its token from a file. */
  externalAccount(tokenFile: string, impersonate?: boolean): object;
  /** The content of a service account's key file. Only Python's library asks its token_uri. */
  serviceAccountKey(): object;
  /** Writes a token and the credentials that read it into a folder; GOOGLE_APPLICATION_CREDENTIALS is what it returns. */
  writeCredentials(folder: string, impersonate?: boolean): string;
  close(): Promise<void>;
}

const hour = 3600;
const scopes = ['https://www.googleapis.com/auth/cloud-platform'];

export async function startGcp(door: Door, quotas: boolean, port = 0): Promise<GcpSide> {
  const { estate, clock } = door;
  const { number, billingAccount, projects } = organizationIn(estate);
  const tokens = createTokens(clock, `gcp/${estate.seed}`);
  const bigQuery = { requirePartitionFilter: false, pendingPolls: 0 };
  const disabled = new Set<string>();
  const apis = gcpApis(tokens, bigQuery);
  const answer = gcpAnswerer({ ...door, apis, tokens, disabled, quotas: quotas ? createQuotas(clock) : undefined });
  const server = createServer(answering(late(door.latency, answer)));
  const metadataHost = `127.0.0.1:${await listen(server, port)}`;
  const url = `http://${metadataHost}`;
  const [audience, serviceAccount] = [audienceOf(estate), serviceAccountOf(estate)];
  const side: GcpSide = {
    ...{ url, metadataHost, organization: number, billingAccount, serviceAccount, audience, disabled, bigQuery },
    billing: { project: projects[0]?.id ?? '', dataset: billingDataset, table: billingTable(estate) },
    operations: apis.flatMap((api) =>
      api.methods.map(
        ({ id, permission }): OperationName => ({
          ...{ cloud: 'gcp', service: apiName(api), protocol: 'rest', operation: id, action: permission },
        }),
      ),
    ),
    subjectToken: (seconds = 24 * hour, own = audience) => tokens.subjectToken(own, seconds),
    accessToken: (own = scopes) =>
      tokens.issue({ principal: `serviceAccount:${serviceAccount}`, scopes: own }, hour).token,
    externalAccount: (file, impersonate = false) => ({
      type: 'external_account',
      audience,
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `${url}/v1/token`,
      credential_source: { file },
      ...(impersonate && {
        service_account_impersonation_url: `${url}/v1/projects/-/serviceAccounts/${serviceAccount}:generateAccessToken`,
      }),
    }),
    serviceAccountKey: () => ({
      type: 'service_account',
      project_id: projects[0]?.id,
      private_key_id: tokens.privateKey().id,
      private_key: tokens.privateKey().pem,
      client_email: serviceAccount,
      client_id: '100000000000000000001',
      token_uri: `${url}/token`,
    }),
    writeCredentials(folder, impersonate = false) {
      const [tokenFile, file] = [join(folder, 'gcp-subject-token.jwt'), join(folder, 'gcp-credentials.json')];
      writeFileSync(tokenFile, side.subjectToken(), { mode: 0o600 });
      writeFileSync(file, JSON.stringify(side.externalAccount(tokenFile, impersonate), undefined, 2), { mode: 0o600 });
      return file;
    },
    close: () => stop(server),
  };
  return side;
}
