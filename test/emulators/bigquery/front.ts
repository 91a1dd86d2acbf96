import { createServer } from 'node:http';
import { listen, stop } from '../../../simulator/listen.ts';
import { forward } from '../forward.ts';
import type { Server } from '../server.ts';

/** One address of Google, as the product is given it: BigQuery is the one's, everything else the other's. */
export async function startFront(bigQuery: string, others: string): Promise<Server> {
  const server = createServer((incoming, outgoing) =>
    forward(incoming, outgoing, incoming.url?.startsWith('/bigquery/') ? bigQuery : others),
  );
  return { url: `http://127.0.0.1:${await listen(server, 0)}`, stop: () => stop(server) };
}
