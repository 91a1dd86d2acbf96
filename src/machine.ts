import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { FoundCredentials, Machine } from './clouds/found-credentials.ts';
import type { CloudName } from './model/cloud.ts';

/** The machine that we run on. */
export const thisMachine = (environment: Machine['environment']): Machine => ({
  environment,
  home: environment.HOME || homedir(),
  platform: process.platform,
  // What can't be read is of no use to us either.
  text: (path) => readFile(path, 'utf8').catch(() => undefined),
});

/** The credentials of a cloud that lie on a machine. No cloud is asked, and nothing of them is told. */
export async function foundCredentials(cloud: CloudName, machine: Machine): Promise<readonly FoundCredentials[]> {
  switch (cloud) {
    case 'aws':
      return (await import('./clouds/aws/found-credentials.ts')).awsFoundCredentials(machine);
    case 'azure':
      return (await import('./clouds/azure/found-credentials.ts')).azureFoundCredentials(machine);
    case 'gcp':
      return (await import('./clouds/gcp/found-credentials.ts')).gcpFoundCredentials(machine);
  }
}
