import { devNull } from 'node:os';
import type { CloudTruth } from '../../estate/truth.ts';
import type { Entry } from './entry.ts';

export interface AwsSide {
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The first account manages the organisation and is asked by the access key in the environment, the others by a role. */
export const awsEntries = ({ accounts }: Pick<CloudTruth, 'accounts'>, { url }: AwsSide): readonly Entry[] => {
  const [{ role_arn = '', external_id } = {}] = accounts;
  const organization = { role_name: role_arn.slice(role_arn.lastIndexOf('/') + 1) };
  return [{ cloud: 'aws', name: 'northwind', external_id, organization, endpoint: url }];
};

/** The simulated payer's key. */
export const awsVariables = ({ accessKeyId, secretAccessKey }: AwsSide): Readonly<Record<string, string>> => ({
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  // The user's own profiles may set a region or an endpoint.
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
});
