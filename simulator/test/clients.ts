import { EC2Client } from '@aws-sdk/client-ec2';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Simulator } from '../start.ts';

export interface Connection {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** One: what the simulator answers is what the test sees. */
  readonly maxAttempts: number;
}

/** As the payer's user. */
export const asPayer = ({ url, credentials }: Simulator, region = 'us-east-1'): Connection => ({
  endpoint: url,
  region,
  credentials,
  maxAttempts: 1,
});

/** As the role in one of the company's accounts. */
export async function asAccount(simulator: Simulator, id: string, region = 'us-east-1'): Promise<Connection> {
  const account = simulator.truth.clouds.aws.accounts.find((candidate) => candidate.id === id);
  const command = new AssumeRoleCommand({
    RoleArn: account?.role_arn,
    ExternalId: account?.external_id,
    RoleSessionName: 'test',
  });
  const { Credentials: issued } = await new STSClient(asPayer(simulator)).send(command);
  if (!issued?.AccessKeyId || !issued.SecretAccessKey || !issued.SessionToken) throw new Error('no credentials');
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = issued;
  return { ...asPayer(simulator, region), credentials: { accessKeyId, secretAccessKey, sessionToken } };
}

/** One client for each account and region in use. */
export async function ec2Everywhere(simulator: Simulator): Promise<readonly EC2Client[]> {
  const perAccount = await Promise.all(
    simulator.truth.clouds.aws.accounts.map(async ({ id, regions }) => {
      const connection = await asAccount(simulator, id);
      return regions.map((region) => new EC2Client({ ...connection, region }));
    }),
  );
  return perAccount.flat();
}
