import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Faults, noFaults } from './aws/faults.ts';
import { identitiesOf } from './aws/identities.ts';
import { servicesOf } from './aws/registry.ts';
import { answerAws, type Call } from './aws/server.ts';
import { answerControl, isControl } from './control.ts';
import { plantCompany } from './estate/company.ts';
import type { Estate } from './estate/estate.ts';
import { type Truth, truthOf } from './estate/truth.ts';

export interface SimulatorRequest {
  readonly seed?: number;
  readonly resources?: number;
  /** The company's time at the start; it goes on from there. */
  readonly now?: Date;
  /** 0 takes a free one. */
  readonly port?: number;
  /** The real time, by which credentials expire. */
  readonly clock?: () => Date;
}

export interface Simulator {
  readonly url: string;
  /** Of a user of the payer's account; roles in every account trust it. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly estate: Estate;
  readonly truth: Truth;
  readonly faults: Faults;
  /** What has been asked so far. */
  calls(): readonly Call[];
  close(): Promise<void>;
}

/** Starts a simulated company on a loopback port. */
export async function startSimulator(request: SimulatorRequest = {}): Promise<Simulator> {
  const { seed = 1, resources = 1500, port = 0, clock = () => new Date() } = request;
  const started = clock();
  const { now = started } = request;
  const estate = plantCompany({ seed, resources, now });
  const truth = truthOf(estate);
  const identities = identitiesOf(estate, clock);
  const faults = noFaults();
  const calls: Call[] = [];
  const door = {
    estate,
    identities,
    faults,
    clock,
    services: servicesOf(identities),
    now: () => new Date(now.getTime() + clock().getTime() - started.getTime()),
    count: (call: Call) => void calls.push(call),
  };
  const control = { calls: () => calls, truth, faults, services: door.services };
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse) =>
    isControl(incoming) ? answerControl(control, incoming, outgoing) : answerAws(door, incoming, outgoing);
  const server = createServer((incoming, outgoing) => {
    // A client that gives up in the middle of its request is no concern of the others.
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const { accessKeyId, secretAccessKey } = identities.root;
  return {
    url: `http://127.0.0.1:${await listen(server, port)}`,
    credentials: { accessKeyId, secretAccessKey },
    estate,
    truth,
    faults,
    calls: () => calls,
    close: () => stop(server),
  };
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the server listens on no port'));
      else resolve(address.port);
    });
  });

function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Connections that a fault left hanging never end by themselves.
  server.closeAllConnections();
  return closed;
}
