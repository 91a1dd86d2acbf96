import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CloudName } from '../estate/estate.ts';
import type { Truth } from '../estate/truth.ts';
import type { Simulator } from '../start.ts';
import { type AwsSide, awsEntries, awsVariables } from './settings/aws.ts';
import { type AzureAccess, azureEntries, azureVariables } from './settings/azure.ts';
import { entryLines } from './settings/entry.ts';
import { type GcpAccess, gcpEntries } from './settings/gcp.ts';

/** How the product reaches the clouds in which the company has something. */
export interface Sides {
  readonly aws?: AwsSide;
  readonly azure?: AzureAccess;
  readonly gcp?: GcpAccess;
}

/** Google's credentials are files, and lie in the home. */
export function sidesOf(simulator: Simulator, home: string): Sides {
  const { truth, url, credentials } = simulator;
  const has = (cloud: CloudName) => truth.clouds[cloud].accounts.length > 0;
  return {
    ...(has('aws') && { aws: { url, ...credentials } }),
    ...(has('azure') && { azure: simulator.azure }),
    ...(has('gcp') && { gcp: { ...simulator.gcp, credentials: simulator.gcp.writeCredentials(home) } }),
  };
}

/** The product's configuration for the simulated company. It holds no secret. */
export function configuration({ clouds }: Truth, { aws, azure, gcp }: Sides): string {
  const entries = [
    ...(aws ? awsEntries(clouds.aws, aws) : []),
    ...(azure ? azureEntries(clouds.azure, azure) : []),
    ...(gcp ? gcpEntries(gcp) : []),
  ];
  return [
    '# A simulated company. Secrets are in the environment.',
    'currency: USD',
    'accounts:',
    ...entries.flatMap(entryLines),
    'collection:',
    // The real ones are asked as seldom as they allow. The simulated ones refuse nobody.
    '  calls_per_second: { ce: 50, costmanagement: 50, resourcegraph: 50 }',
    'policy:',
    '  file: policy.json',
    '',
  ].join('\n');
}

/** Writes what the product reads: its configuration and the company's tagging policy. */
export async function writeSettings(home: string, truth: Truth, sides: Sides): Promise<void> {
  await writeFile(join(home, 'cloudoptima.yaml'), configuration(truth, sides), { mode: 0o600 });
  await writeFile(join(home, 'policy.json'), `${JSON.stringify(truth.policy, undefined, 2)}\n`, { mode: 0o600 });
}

type Environment = Readonly<Record<string, string | undefined>>;

const othersSettings = /^(?:AWS|AZURE|GOOGLE|CLOUDSDK|CLOUDOPTIMA)_/;

/** What leads to the simulated clouds and stands in no configuration. */
export const companyVariables = ({ aws, azure }: Sides): Readonly<Record<string, string>> => ({
  ...(aws && awsVariables(aws)),
  ...(azure && azureVariables(azure)),
});

/** The user's environment without anything that leads to a real cloud, and with what leads to the simulated ones. */
export const productEnvironment = (environment: Environment, sides: Sides): Environment => ({
  ...Object.fromEntries(
    Object.entries(environment).filter(([name]) => name === 'CLOUDOPTIMA_LOG' || !othersSettings.test(name)),
  ),
  ...companyVariables(sides),
});
