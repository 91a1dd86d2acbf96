import { afterAll, beforeAll } from 'vitest';
import type { Simulator, SimulatorRequest } from '../../simulator/start.ts';
import { type AwsClients, awsClients } from '../../src/clouds/aws/clients.ts';
import type { AwsCollector } from '../../src/clouds/aws/collector.ts';
import type { Call, Send } from '../../src/clouds/calls.ts';
import { detailNoting } from '../../src/clouds/detail.ts';
import type { Gap } from '../../src/model/gap.ts';
import type { ResourceFacts } from '../../src/model/resource.ts';
import type { Scope } from '../../src/model/scope.ts';

/** Sends everything once, at once. */
export const plainSend: Send = (_call, send) => send(new AbortController().signal);

/** Sends everything once and remembers what. */
export function countingSend(): { readonly send: Send; readonly calls: Call[] } {
  const calls: Call[] = [];
  return {
    calls,
    send: (call, send) => {
      calls.push(call);
      return plainSend(call, send);
    },
  };
}

/** A simulated company for the tests of one file; its faults are cleared by who makes them. */
export function simulatedCompany(request: SimulatorRequest = {}): { readonly simulator: Simulator } {
  let simulator: Simulator | undefined;
  beforeAll(async () => {
    // Only for the files that start one: most only need a scope.
    const { startSimulator } = await import('../../simulator/start.ts');
    simulator = await startSimulator({ resources: 1500, now: new Date('2026-11-20T12:00:00Z'), ...request });
  });
  afterAll(() => simulator?.close());
  return {
    get simulator() {
      if (!simulator) throw new Error('the simulator is not started yet');
      return simulator;
    },
  };
}

/** How the simulator can spoil an answer, the code of what comes of it, and whether it is worth asking again. */
export const SPOILT_ANSWERS = [
  ['html', 'NotAnAwsAnswer', false],
  ['blank', 'NotAnAwsAnswer', false],
  ['foreign', 'NotAnAwsAnswer', false],
  ['truncate', 'GarbledAnswer', true],
  ['garble', 'GarbledAnswer', true],
  ['reset', 'ECONNRESET', true],
] as const;

export interface ClientsRequest {
  readonly send?: Send;
  /** The most items of a page, so that few resources need several. */
  readonly pageSize?: number;
}

/** The clients of one of the company's accounts, as its role. */
export async function accountClients(
  simulator: Simulator,
  account: string,
  request: ClientsRequest = {},
): Promise<AwsClients> {
  const { asAccount } = await import('../../simulator/test/clients.ts');
  const { credentials } = await asAccount(simulator, account);
  const { send = plainSend, pageSize } = request;
  const clients = awsClients({ credentials: async () => credentials, endpoint: simulator.url, account, send });
  return pageSize === undefined ? clients : withSmallPages(clients, pageSize);
}

// Every name that AWS has for it.
const PAGE_SIZES = ['Limit', 'MaxBuckets', 'MaxItems', 'MaxRecords', 'MaxResults', 'PageSize', 'limit', 'maxResults'];

function withSmallPages(clients: AwsClients, most: number): AwsClients {
  const small = new WeakSet<object>();
  return {
    ...clients,
    async client(service, region) {
      const client = await clients.client(service, region);
      if (!small.has(client)) {
        small.add(client);
        // The stack's type differs from client to client; this middleware fits them all.
        const stack = client.middlewareStack as unknown as {
          add(middleware: (next: Next) => Next, options: object): void;
        };
        stack.add((next) => (args) => next({ ...args, input: smaller(args.input, most) }), {
          step: 'initialize',
          name: 'smallPages',
        });
      }
      return client;
    },
  };
}

type Next = (args: { input: Record<string, unknown> }) => Promise<unknown>;

function smaller(input: Record<string, unknown>, most: number): Record<string, unknown> {
  const least = (value: unknown): unknown => {
    if (typeof value === 'number') return Math.min(value, most);
    // One API takes its size as a text.
    return typeof value === 'string' ? String(Math.min(Number(value), most)) : value;
  };
  const small = Object.entries(input).map(([name, value]) => [name, PAGE_SIZES.includes(name) ? least(value) : value]);
  // GetMetricData has pages of points, and mostly one of them.
  return { ...Object.fromEntries(small), ...('MetricDataQueries' in input ? { MaxDatapoints: most } : {}) };
}

export interface Collected {
  readonly resources: readonly ResourceFacts[];
  readonly gaps: readonly Pick<Gap, 'reason' | 'detail'>[];
}

export const scopeOf = (account: string, region = 'global'): Scope => ({
  organisation: 'northwind',
  cloud: 'aws',
  account,
  region,
});

/** Everything that one collector says about one scope. */
export async function collectAll(collector: AwsCollector, clients: AwsClients, scope: Scope): Promise<Collected> {
  const gaps: Pick<Gap, 'reason' | 'detail'>[] = [];
  const resources: ResourceFacts[] = [];
  const detail = detailNoting((gap) => gaps.push(gap));
  for await (const resource of collector.resources({ clients, scope, detail })) resources.push(resource);
  return { resources, gaps };
}
