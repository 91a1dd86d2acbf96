import { randomBytes } from 'node:crypto';
import { CreateSecretCommand, SecretsManagerClient, UpdateSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { PythonEnvironment } from '../../../scripts/python-environment.ts';
import { type Checks, equal, holds } from '../checks.ts';
import { startMoto } from '../moto.ts';
import { FIRST_KEYS, HOME_REGION, SECOND_ACCOUNT, SECOND_ROLE } from '../places.ts';
import { newProduct } from '../product.ts';

const ELSEWHERE = 'eu-west-1';
const newKey = () => randomBytes(32).toString('base64');

/** A master key in Secrets Manager, by name and by ARN: what is sealed under it opens as long as it is the right one. */
export async function checkAwsSecrets(checks: Checks, python: PythonEnvironment): Promise<void> {
  checks.section('Secrets Manager');
  const moto = await startMoto(python);
  const clientIn = (region: string) =>
    new SecretsManagerClient({ endpoint: moto.url, region, credentials: FIRST_KEYS });
  const [first, second] = [newKey(), newKey()];
  await clientIn(HOME_REGION).send(new CreateSecretCommand({ Name: 'cloudoptima/key', SecretString: first }));
  const { ARN = '' } = await clientIn(ELSEWHERE).send(
    new CreateSecretCommand({ Name: 'cloudoptima/keys', SecretString: JSON.stringify({ master: second }) }),
  );
  const byName = 'aws-sm://cloudoptima/key';
  const byArn = `aws-sm://${ARN}#master`;
  const settings = (master_key: string) => ({ credentials: { master_key } });
  const environment = { AWS_ENDPOINT_URL: moto.url };
  const product = newProduct(settings(byName), environment);
  try {
    await checks.check('accounts add: under a key by its name', async () => {
      const who = ['--role-arn', SECOND_ROLE.arn, '--external-id', SECOND_ROLE.externalId, '--endpoint', moto.url];
      const { code, stderr } = await product.run('accounts', 'add', '--cloud', 'aws', '--name', 'second', ...who);
      equal(code, 0, `exit code; ${stderr}`);
    });
    await checks.check('accounts test: it opens, and signs in', async () => {
      const { code, stdout, stderr } = await product.run('accounts', 'test', 'second', '--json');
      const { accounts } = JSON.parse(stdout) as { accounts: readonly { account: string; status: string }[] };
      equal(
        [code, accounts[0]?.account, accounts[0]?.status],
        [0, SECOND_ACCOUNT, 'connected'],
        `the account; ${stderr}`,
      );
    });
    await checks.check('accounts rotate-key: to a field of a secret in another region, by its ARN', async () => {
      const { code, stdout, stderr } = await product.run('accounts', 'rotate-key', '--to', byArn, '--json');
      equal([code, JSON.parse(stdout || '{}')], [0, { organisations: 1, new_key: byArn }], `the answer; ${stderr}`);
    });
    await checks.check('with the old key nothing opens, with the new one everything', async () => {
      const old = await product.run('accounts', 'test');
      equal(old.code, 2, 'exit code');
      holds(old.stderr.includes(`${byName} holds key`), old.stderr);
      const { code, stderr } = await product.run('accounts', 'test', '--config', product.write(settings(byArn)));
      equal(code, 0, `exit code; ${stderr}`);
    });
    await checks.check('what is no key, or not there, is said without being repeated', async () => {
      await clientIn(HOME_REGION).send(
        new UpdateSecretCommand({ SecretId: 'cloudoptima/key', SecretString: 'hush-hush-hush' }),
      );
      const spoilt = await product.run('accounts', 'test');
      holds(spoilt.stderr.includes(`${byName} holds no master key`), spoilt.stderr);
      holds(!spoilt.stderr.includes('hush'), 'the secret was repeated');
      const absent = await product.run('accounts', 'test', '--config', product.write(settings('aws-sm://none')));
      holds(absent.stderr.includes('aws-sm://none leads to nothing'), absent.stderr);
    });
  } finally {
    product.discard();
    await moto.stop();
  }
}
