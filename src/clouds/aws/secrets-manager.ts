import { UserError } from '../../model/errors.ts';
import type { Send } from '../calls.ts';
import { askedFor } from '../secrets/absent.ts';
import type { SecretScheme } from '../secrets/scheme.ts';
import { secretText } from '../secrets/text.ts';
import { type AwsClients, awsClients } from './clients.ts';
import { awsCredentials } from './credentials.ts';

const REGION_IN_ARN = /^arn:[\w-]+:secretsmanager:([a-z0-9-]+):/;

/**
 * `aws-sm://<name or ARN>[#<key>]`: AWS Secrets Manager, asked with what AWS's own tools would sign in with. The key names a field
 * of a secret that is a JSON object.
 */
export function secretsManagerScheme(
  send: Send,
  environment: Readonly<Record<string, string | undefined>>,
): SecretScheme {
  const clients = new Map<string, AwsClients>();
  const clientsIn = (region: string): AwsClients => {
    const known = clients.get(region);
    if (known) return known;
    const made = awsClients({ credentials: awsCredentials({}, send, region), account: 'unknown', send });
    clients.set(region, made);
    return made;
  };
  return {
    name: 'aws-sm',
    isRemote: true,
    async read([id = '', key], reference) {
      const region = REGION_IN_ARN.exec(id)?.[1] ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION;
      if (!region) throw new UserError(`${reference} says no region: write the ARN of the secret, or set AWS_REGION.`);
      const { GetSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
      const client = await clientsIn(region).client('secretsManager', region);
      const answer = await askedFor(reference, () => client.send(new GetSecretValueCommand({ SecretId: id })));
      const text = answer.SecretString ?? (answer.SecretBinary && Buffer.from(answer.SecretBinary).toString());
      return secretText(key === undefined ? text : fieldOf(text, key, reference), reference);
    },
  };
}

function fieldOf(text: string | undefined, key: string, reference: string): unknown {
  let object: unknown;
  try {
    object = JSON.parse(text ?? '');
  } catch {
    throw new UserError(`${reference} names a key, and the secret is no JSON object.`);
  }
  const has = typeof object === 'object' && object !== null && Object.hasOwn(object, key);
  if (!has) throw new UserError(`${reference} names a key that the secret has not.`);
  return Reflect.get(object as object, key);
}
