import { devNull } from 'node:os';
import type { CloudTruth } from '../../estate/truth.ts';
import type { Entry } from './entry.ts';

export interface AwsSide {
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The first account pays for all: it is asked by the access key in the environment, the others by roles that trust it. */
export const awsEntries = ({ accounts }: Pick<CloudTruth, 'accounts'>, { url }: AwsSide): readonly Entry[] =>
  accounts.map(({ name, role_arn, external_id }, position) => {
    const entry = { cloud: 'aws', name, endpoint: url };
    return position === 0 ? entry : { ...entry, role_arn, external_id };
  });

/** The simulated payer's key. */
export const awsVariables = ({ accessKeyId, secretAccessKey }: AwsSide): Readonly<Record<string, string>> => ({
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  // The user's own profiles may set a region or an endpoint.
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
});
