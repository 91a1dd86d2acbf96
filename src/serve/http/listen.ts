import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { UserError } from '../../model/errors.ts';
import type { Product, ServeSettings } from '../product.ts';
import { httpApp } from './app.ts';
import { allowedNames } from './guard.ts';

const HEADERS_TIMEOUT_MS = 10_000;
// To receive a request; an answer may take longer.
const REQUEST_TIMEOUT_MS = 30_000;
const GRACE_MS = 5_000;
const MOST_CONNECTIONS = 1000;

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

async function opened(server: Server, host: string, port: number): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') throw new UserError(`Port ${port} of ${host} is in use. Choose another with --port.`);
    if (code === 'EACCES')
      throw new UserError(`Port ${port} of ${host} may not be used by this user. Choose another with --port.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new UserError(`${host} is no address of this machine. Choose another with --host.`);
    throw error;
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** Listens for one application. Closing lets requests under way end, for a while. */
export async function listenTo(app: Hono, host: string, port: number): Promise<Listening> {
  const server = createServer(
    {
      ...{ headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: 65_000 },
      // Node looks for late ones only every 30 seconds.
      connectionsCheckingInterval: 2_000,
    },
    getRequestListener(app.fetch, { overrideGlobalObjects: false }),
  );
  server.maxConnections = MOST_CONNECTIONS;
  const actual = await opened(server, host, port);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const late = setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
      await closed;
      clearTimeout(late);
    },
  };
}

/** Opens all HTTP doors. @throws UserError when the address is not to be had or not allowed. */
export async function listen(product: Product, settings: ServeSettings): Promise<Listening> {
  const { app, close } = httpApp(product, allowedNames(settings));
  const server = await listenTo(app, settings.host, settings.port);
  return {
    url: server.url,
    async close() {
      // Streams that clients keep open would hold the server up.
      const closing = server.close();
      await close();
      await closing;
    },
  };
}
