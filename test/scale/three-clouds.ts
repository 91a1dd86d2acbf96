import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { awsVariables } from '../../simulator/demo/settings/aws.ts';
import { azureEntries, azureVariables } from '../../simulator/demo/settings/azure.ts';
import { gcpEntries } from '../../simulator/demo/settings/gcp.ts';
import { type Simulator, startSimulator } from '../../simulator/start.ts';
import type { AccountSettings } from '../../src/clouds/cloud.ts';
import type { CloudName } from '../../src/model/cloud.ts';
import type { Resource } from '../../src/model/resource.ts';
import type { Store } from '../../src/store/store.ts';

export const CLOUDS: readonly CloudName[] = ['aws', 'azure', 'gcp'];

/** A small company in three clouds, and what a product needs to read all of it. */
export interface ThreeClouds {
  readonly simulator: Simulator;
  readonly accounts: readonly AccountSettings[];
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Two accounts in each cloud; those of AWS are asked in two of their regions. */
export async function threeClouds(resources: number): Promise<ThreeClouds> {
  const now = new Date('2026-11-20T12:00:00Z');
  const simulator = await startSimulator({ resources, now, clouds: CLOUDS, accounts: 2, charges: false });
  const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-three-clouds-'));
  const { url, credentials, azure, gcp, truth } = simulator;
  const regions = truth.clouds.aws.accounts[0]?.regions.slice(0, 2) ?? [];
  // The simulator's entries are for a file, where what is undefined is left out.
  const entries = [
    ...truth.clouds.aws.accounts.map(({ name, role_arn, external_id }, position) => ({
      ...{ cloud: 'aws', name, endpoint: url, regions },
      ...(position === 0 ? {} : { role_arn, external_id }),
    })),
    ...azureEntries(truth.clouds.azure, azure),
    ...gcpEntries({ ...gcp, credentials: gcp.writeCredentials(folder) }),
  ];
  return {
    simulator,
    accounts: JSON.parse(JSON.stringify(entries)) as AccountSettings[],
    environment: { ...awsVariables({ url, ...credentials }), ...azureVariables(azure) },
    async close() {
      await simulator.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Every resource that is published, without when it was read. */
export async function contentsOf({ inventory }: Store, organisation: string): Promise<Resource[]> {
  const rows: Resource[] = [];
  for (const cloud of CLOUDS) {
    const snapshot = await inventory.latest(organisation, cloud);
    if (!snapshot) continue;
    for (let offset: number | undefined = 0; offset !== undefined; ) {
      const page: Awaited<ReturnType<typeof inventory.find>> = await inventory.find(snapshot, {}, offset, 1000);
      rows.push(...page.resources.map((resource) => ({ ...resource, lastSeen: '', lastUpdated: '' })));
      offset = page.next;
    }
  }
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}
