import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CallCount } from '../../simulator/call-log.ts';
import { awsEntries, awsVariables } from '../../simulator/demo/settings/aws.ts';
import { azureEntries, azureVariables } from '../../simulator/demo/settings/azure.ts';
import { gcpEntries } from '../../simulator/demo/settings/gcp.ts';
import type { AccountTruth } from '../../simulator/estate/truth.ts';
import type { Fault } from '../../simulator/faults.ts';
import type { LeastCalls } from '../../simulator/least-calls.ts';

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
  readonly configuration: object;
  /** What such a product needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;
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
}

export async function startScaleSimulator(request: ScaleRequest): Promise<ScaleSimulator> {
  const { resources, accounts, latencyMs, quotas, folder } = request;
  const counts = Object.entries(accounts).map(([cloud, count]) => `${cloud}=${count}`);
  const args = [
    ...['--seed', '1', '--resources', String(resources), '--accounts', counts.join(',')],
    ...['--latency', String(latencyMs), '--credentials', folder, '--no-charges', '--no-keep-calls'],
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
        ...azureEntries({ tenant: undefined }, azureSide),
        ...gcpEntries(gcp),
      ],
    },
    environment: { ...awsVariables(awsSide), ...azureVariables(azureSide) },
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
