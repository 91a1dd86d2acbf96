import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CallCount } from '../../simulator/call-log.ts';
import { awsEntries, awsVariables } from '../../simulator/demo/settings/aws.ts';
import { azureEntries, azureVariables } from '../../simulator/demo/settings/azure.ts';
import type { Entry } from '../../simulator/demo/settings/entry.ts';
import { gcpEntries } from '../../simulator/demo/settings/gcp.ts';
import { companyName } from '../../simulator/estate/policy.ts';
import type { AccountTruth } from '../../simulator/estate/truth.ts';
import type { Fault } from '../../simulator/faults.ts';
import type { LeastCalls } from '../../simulator/least-calls.ts';
import type { ChangeFact } from '../../test/support/changed-ids.ts';

/** How large the simulated company is. */
export interface EstateSize {
  readonly resources: number;
  readonly accounts: { readonly aws: number; readonly azure: number; readonly gcp: number };
}

export const FULL_SIZE: EstateSize = { resources: 300_000, accounts: { aws: 200, azure: 100, gcp: 100 } };

/** The same company, so many times as large. */
export function scaled(scale: number): EstateSize {
  const times = (count: number) => Math.max(1, Math.round(count * scale));
  const { resources, accounts } = FULL_SIZE;
  return {
    resources: times(resources),
    accounts: { aws: times(accounts.aws), azure: times(accounts.azure), gcp: times(accounts.gcp) },
  };
}

/** A company in a process of its own, so that what it computes and holds is not the product's. */
export interface ScaleSimulator {
  readonly pid: number;
  readonly url: string;
  readonly accounts: readonly AccountTruth[];
  /** The settings of a product that reads all of it. */
  readonly configuration: { readonly accounts: readonly Entry[] };
  /** What such a product needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The request of the same company after one in so many of its resources was changed, once this one is closed. */
  changed(share: number): ScaleRequest;
  /** What was changed. */
  changes(): Promise<readonly ChangeFact[]>;
  counts(): Promise<readonly CallCount[]>;
  least(): Promise<readonly LeastCalls[]>;
  addFault(fault: Fault): Promise<void>;
  clearFaults(): Promise<void>;
  setLatency(ms: number): Promise<void>;
  close(): Promise<void>;
}

interface Facts {
  readonly url: string;
  readonly access_key_id: string;
  readonly secret_access_key: string;
  readonly accounts: readonly AccountTruth[];
  readonly azure: Readonly<Record<'url' | 'ca' | 'tenant_id' | 'client_id' | 'client_secret', string>>;
  readonly gcp: {
    readonly url: string;
    readonly organization: string;
    readonly billing: { readonly project: string; readonly dataset: string; readonly table: string };
    readonly credentials: string;
  };
}

const SERVE = join(import.meta.dirname, '../../simulator/serve.ts');

export interface ScaleRequest extends EstateSize {
  readonly latencyMs: number;
  readonly quotas: boolean;
  /** A folder for Google's credentials. */
  readonly folder: string;
  readonly startedAt?: Date;
  /** How large a part of the company was changed at the start. */
  readonly share?: number;
  readonly azurePort?: string;
}

export async function startScaleSimulator(request: ScaleRequest): Promise<ScaleSimulator> {
  const { resources, accounts, latencyMs, quotas, folder } = request;
  const { startedAt = new Date(), share = 0, azurePort = '0' } = request;
  const counts = Object.entries(accounts).map(([cloud, count]) => `${cloud}=${count}`);
  const args = [
    ...['--seed', '1', '--resources', String(resources), '--accounts', counts.join(',')],
    ...['--latency', String(latencyMs), '--credentials', folder, '--no-charges', '--no-keep-calls'],
    ...['--started-at', startedAt.toISOString(), '--changed', String(share), '--azure-port', azurePort],
    ...(quotas ? ['--quotas'] : []),
  ];
  const child = spawn(process.execPath, [SERVE, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([once(lines, 'line'), ended.then(() => ['{}'])])) as [string];
  const facts = JSON.parse(line) as Partial<Facts>;
  if (!facts.url || !child.pid) throw new Error('the simulator did not start');
  const { url, accounts: own = [], azure, gcp } = facts as Facts;
  const control = async (method: string, path: string, body?: object): Promise<unknown> => {
    const init = { method, ...(body ? { body: JSON.stringify(body) } : {}) };
    const answer = await fetch(`${url}/_simulator/${path}`, init);
    if (!answer.ok) throw new Error(`the simulator refused ${method} ${path}: ${await answer.text()}`);
    return answer.json();
  };
  const awsSide = { url, accessKeyId: facts.access_key_id ?? '', secretAccessKey: facts.secret_access_key ?? '' };
  const azureSide = {
    ...{ url: azure.url, ca: azure.ca, tenantId: azure.tenant_id },
    ...{ clientId: azure.client_id, clientSecret: azure.client_secret },
  };
  return {
    ...{ pid: child.pid, url, accounts: own },
    configuration: {
      accounts: [
        ...awsEntries({ accounts: own }, awsSide),
        ...azureEntries({ tenant: { id: azure.tenant_id, name: companyName } }, azureSide),
        ...gcpEntries(gcp),
      ],
    },
    environment: { ...awsVariables(awsSide), ...azureVariables(azureSide) },
    // Where Azure is asked is a part of the settings under which everything was listed.
    changed: (part) => ({ ...request, startedAt, share: part, azurePort: new URL(azure.url).port }),
    changes: async () => (await control('GET', 'changes')) as ChangeFact[],
    counts: async () => (await control('GET', 'counts')) as CallCount[],
    least: async () => (await control('GET', 'least')) as LeastCalls[],
    addFault: async (fault) => void (await control('POST', 'faults', fault)),
    clearFaults: async () => void (await control('DELETE', 'faults')),
    setLatency: async (ms) => void (await control('POST', 'latency', { ms })),
    async close() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
