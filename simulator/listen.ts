import type { Server } from 'node:net';

/** Listens on the loopback interface and says on which port. 0 takes a free one. */
export const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the server listens on no port'));
      else resolve(address.port);
    });
  });

/** Closes a server of HTTP or HTTPS. */
export function stop(server: Server & { closeAllConnections(): void }): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Connections that a fault left hanging never end by themselves.
  server.closeAllConnections();
  return closed;
}
