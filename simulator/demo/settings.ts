import { writeFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { join } from 'node:path';
import type { Truth } from '../estate/truth.ts';

type Account = Truth['clouds']['aws']['accounts'][number];

// JSON's strings are YAML's, too.
const quoted = (text: string): string => JSON.stringify(text);

function accountLines(
  { name, role_arn: role, external_id: externalId }: Account,
  isPayer: boolean,
  url: string,
): string[] {
  const lines = [`name: ${quoted(name)}`, `endpoint: ${quoted(url)}`];
  if (isPayer || role === undefined) return lines;
  return [
    ...lines,
    `role_arn: ${quoted(role)}`,
    ...(externalId === undefined ? [] : [`external_id: ${quoted(externalId)}`]),
  ];
}

/** The product's configuration for the simulated company. It holds no secret. */
export function configuration({ clouds }: Truth, url: string): string {
  const entries = clouds.aws.accounts.flatMap((account, position) => [
    '  - cloud: aws',
    ...accountLines(account, position === 0, url).map((line) => `    ${line}`),
  ]);
  return [
    '# A simulated company. Its first account pays for all of them: that one is asked by the access key in the',
    '# environment, the others by the roles that trust it.',
    'currency: USD',
    'accounts:',
    ...entries,
    'collection:',
    // The real one is asked once a second, lest a refusal be paid for. The simulated one refuses nobody.
    '  calls_per_second: { ce: 50 }',
    'policy:',
    '  file: policy.json',
    '',
  ].join('\n');
}

/** Writes what the product reads: its configuration and the company's tagging policy. */
export async function writeSettings(home: string, truth: Truth, url: string): Promise<void> {
  await writeFile(join(home, 'cloudoptima.yaml'), configuration(truth, url), { mode: 0o600 });
  await writeFile(join(home, 'policy.json'), `${JSON.stringify(truth.policy, undefined, 2)}\n`, { mode: 0o600 });
}

type Environment = Readonly<Record<string, string | undefined>>;

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const othersSettings = /^(?:AWS|AZURE|GOOGLE|CLOUDSDK|CLOUDOPTIMA)_/;

/** The user's environment without anything that leads to a real cloud, and with the simulated payer's key. */
export const productEnvironment = (environment: Environment, key: AccessKey): Record<string, string | undefined> => ({
  ...Object.fromEntries(
    Object.entries(environment).filter(([name]) => name === 'CLOUDOPTIMA_LOG' || !othersSettings.test(name)),
  ),
  AWS_ACCESS_KEY_ID: key.accessKeyId,
  AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
  // The user's own profiles may set a region or an endpoint.
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
});
