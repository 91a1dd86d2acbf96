import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from '../../simulator/azure/certificate.ts';
import { listen, stop } from '../../simulator/listen.ts';
import { forward } from './forward.ts';

export interface Hosts {
  /** With it a program finds the hosts as behind a company's proxy, which has an authority of its own. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * Answers for hosts of the internet, under their own names over HTTPS, by servers of this machine; nobody else is reached.
 * @param alsoTrusted certificates of other authorities, in PEM.
 */
export async function startHosts(
  servers: Readonly<Record<string, string>>,
  alsoTrusted: readonly string[] = [],
): Promise<Hosts> {
  const { key, cert, ca } = await makeCertificate(new Date(), Object.keys(servers));
  const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-hosts-'));
  const authority = join(folder, 'ca.pem');
  writeFileSync(authority, [ca, ...alsoTrusted].join('\n'));
  const secure = createSecureServer({ key, cert }, (incoming, outgoing) =>
    forward(incoming, outgoing, servers[incoming.headers.host ?? ''] ?? ''),
  );
  const proxy = createServer();
  const open = new Set<Socket>();
  proxy.on('connect', ({ url = '' }, socket: Socket) => {
    const [host = '', port] = url.split(':');
    if (port !== '443' || !servers[host]) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    open.add(socket.once('close', () => open.delete(socket)));
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    return secure.emit('connection', socket);
  });
  const url = `http://127.0.0.1:${await listen(proxy, 0)}`;
  return {
    environment: {
      ...{ HTTPS_PROXY: url, NO_PROXY: '127.0.0.1,localhost', NODE_USE_ENV_PROXY: '1' },
      NODE_EXTRA_CA_CERTS: authority,
    },
    async stop() {
      for (const socket of open) socket.destroy();
      await stop(proxy);
      rmSync(folder, { recursive: true });
    },
  };
}
