import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answering } from './answering.ts';
import { identitiesOf } from './aws/identities.ts';
import { awsOperations } from './aws/operations.ts';
import { awsQuotas } from './aws/quotas.ts';
import { servicesOf } from './aws/registry.ts';
import { answerAws } from './aws/server.ts';
import type { AzureSide } from './azure/start.ts';
import { callLog } from './call-log.ts';
import { type Closing, closingsIn } from './closing.ts';
import { answerControl, isControl } from './control.ts';
import type { Call, Door } from './door.ts';
import { changedCompany } from './estate/changed-company.ts';
import { type AccountCounts, plantCompany } from './estate/company.ts';
import type { CloudName, Estate } from './estate/estate.ts';
import { randomFrom } from './estate/random.ts';
import { type Truth, truthOf } from './estate/truth.ts';
import { writingTo } from './exchanges.ts';
import { type Faults, noFaults } from './faults.ts';
import type { GcpSide } from './gcp/start.ts';
import { late } from './latency.ts';
import { leastCalls } from './least.ts';
import type { LeastCalls } from './least-calls.ts';
import { listen, stop } from './listen.ts';

export interface SimulatorRequest {
  readonly seed?: number;
  readonly resources?: number;
  /** In which the company has something; AWS alone when nothing is said. */
  readonly clouds?: readonly CloudName[];
  /** How many accounts it has in each of them, or in each by its name. */
  readonly accounts?: number | AccountCounts;
  /** Whether anything was billed; a large company's bill takes long to make. */
  readonly charges?: boolean;
  /** In what an Azure subscription is billed, by its name; in dollars where nothing is said. */
  readonly currencies?: Readonly<Record<string, string>>;
  /** How many more members of its AWS organisation are suspended. */
  readonly suspended?: number;
  /** When it was started: usually now. An earlier instant is the same company, later. */
  readonly startedAt?: Date;
  /** The company's time at the start; it goes on from there. */
  readonly now?: Date;
  /** How large a part of its resources was changed at the start. */
  readonly changed?: number;
  /** 0 takes a free one. */
  readonly port?: number;
  /** Azure's; 0 takes a free one. */
  readonly azurePort?: number;
  /** The real time, by which credentials expire. */
  readonly clock?: () => Date;
  /** Whether what asks faster than the clouds allow is refused. */
  readonly quotas?: boolean;
  /** How long each request is on its way. */
  readonly latencyMs?: number;
  /** Whether calls are kept one by one, and not only counted. */
  readonly keepCalls?: boolean;
  /** A file into which every request is written with its answer. */
  readonly exchanges?: string;
}

export interface Simulator {
  /** AWS's endpoint. */
  readonly url: string;
  /** Of a user of the payer's account; roles in every account trust it. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Azure's endpoints and who may ask them. @throws Error when the company has nothing there */
  readonly azure: AzureSide;
  /** Google's endpoint and who may ask it. @throws Error when the company has nothing there */
  readonly gcp: GcpSide;
  readonly estate: Estate;
  readonly truth: Truth;
  readonly faults: Faults;
  /** Closes an account of it while it runs. @throws Error for one that it doesn't have */
  closeAccount(closing: Closing): void;
  /** What has been asked so far. */
  calls(): readonly Call[];
  /** The fewest calls by which all of it can be seen. */
  least(): readonly LeastCalls[];
  close(): Promise<void>;
}

/** Starts a simulated company on loopback ports. */
export async function startSimulator(request: SimulatorRequest = {}): Promise<Simulator> {
  const { seed = 1, resources = 1500, port = 0, clock = () => new Date(), clouds = ['aws'], quotas = false } = request;
  const { startedAt: started = clock() } = request;
  const { now = started, accounts, charges, suspended = 0, latencyMs = 0, keepCalls = true } = request;
  const company = { seed, resources, now, clouds, suspended };
  const planted = billedIn(
    request.currencies ?? {},
    plantCompany({
      ...company,
      ...(accounts !== undefined && { accounts }),
      ...(charges !== undefined && { charges }),
    }),
  );
  const { changed = 0, azurePort = 0, exchanges } = request;
  const estate = changed > 0 ? changedCompany(planted, changed, now) : planted;
  // Of a large company it is as large again, and not everybody asks for it.
  let known: Truth | undefined;
  const truth = () => (known ??= truthOf(estate));
  const least = () => leastCalls(estate);
  const faults = noFaults(randomFrom(seed).fork('faults'));
  const calls = callLog(keepCalls);
  const latency = { ms: latencyMs };
  const closings = closingsIn(estate);
  const door: Door = {
    ...{ estate, faults, clock, latency },
    now: () => new Date(now.getTime() + clock().getTime() - started.getTime()),
    count(call) {
      calls.add(call);
      closings.counted(call);
    },
    witness: exchanges === undefined ? undefined : writingTo(exchanges),
  };
  const azure = clouds.includes('azure') ? await azureSide(door, quotas, azurePort) : undefined;
  const gcp = clouds.includes('gcp') ? await gcpSide(door, quotas) : undefined;
  const identities = identitiesOf(estate, clock);
  const aws = {
    ...{ ...door, identities, services: servicesOf(identities) },
    quotas: quotas ? awsQuotas(clock) : undefined,
  };
  const operations = [...awsOperations(aws.services), ...(azure?.operations ?? []), ...(gcp?.operations ?? [])];
  const control = {
    calls,
    close: closings.close,
    changes: () => estate.changes ?? [],
    truth,
    least,
    faults,
    latency,
    operations,
  };
  const answerLate = late(latency, (incoming, outgoing) => answerAws(aws, incoming, outgoing));
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse) =>
    isControl(incoming) ? answerControl(control, incoming, outgoing) : answerLate(incoming, outgoing);
  const server = createServer(answering(answer));
  const { accessKeyId, secretAccessKey } = identities.root;
  return {
    url: `http://127.0.0.1:${await listen(server, port)}`,
    credentials: { accessKeyId, secretAccessKey },
    get azure() {
      return present(azure, 'azure');
    },
    get gcp() {
      return present(gcp, 'gcp');
    },
    get truth() {
      return truth();
    },
    ...{ estate, faults, least, closeAccount: closings.close },
    calls: calls.all,
    async close() {
      await Promise.all([stop(server), azure?.close(), gcp?.close()]);
    },
  };
}

const billedIn = (currencies: Readonly<Record<string, string>>, estate: Estate): Estate => ({
  ...estate,
  accounts: estate.accounts.map((account) => {
    const currency = account.cloud === 'azure' ? currencies[account.name] : undefined;
    return currency === undefined ? account : { ...account, currency };
  }),
});

/** Loaded only where it is asked for: most of it is the making of certificates. */
async function azureSide(door: Door, quotas: boolean, port: number): Promise<AzureSide> {
  const { startAzure } = await import('./azure/start.ts');
  return startAzure(door, quotas, port);
}

/** The same, for the engine behind its BigQuery. */
async function gcpSide(door: Door, quotas: boolean): Promise<GcpSide> {
  const { startGcp } = await import('./gcp/start.ts');
  return startGcp(door, quotas);
}

function present<Side>(side: Side | undefined, cloud: CloudName): Side {
  if (side) return side;
  throw new Error(`the company has nothing in ${cloud}: start the simulator with it among its clouds`);
}
