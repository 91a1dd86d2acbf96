import { createServer, type Server } from 'node:net';
import { expect, test } from 'vitest';
import { freePort } from './free-port.ts';

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });

test('a busy port is passed over', async () => {
  const server = createServer();
  const busy = await listening(server);
  const found = await freePort(busy);
  server.close();
  expect(found).toBeGreaterThan(busy);
  expect(await freePort(found)).toBe(found);
});

test('0 stays 0: whoever listens takes any', async () => expect(await freePort(0)).toBe(0));
