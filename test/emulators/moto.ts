import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PythonEnvironment } from '../../scripts/python-environment.ts';

export interface Moto {
  readonly url: string;
  stop(): Promise<void>;
}

const STARTS_WITHIN_MS = 60_000;

/** Starts an emulated AWS (https://docs.getmoto.org) on a free loopback port. */
export async function startMoto({ command }: PythonEnvironment): Promise<Moto> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(command('moto_server'), ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const stop = async () => {
    if (server.exitCode === null && server.pid !== undefined) process.kill(server.pid);
    await ended;
  };
  const end = Date.now() + STARTS_WITHIN_MS;
  while (!(await answers(url))) {
    if (server.exitCode !== null || Date.now() > end) {
      await stop();
      throw new Error('moto_server did not start');
    }
    await sleep(200);
  }
  return { url, stop };
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/moto-api/data.json`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Moto takes a port, not a listening socket; nobody else is likely to take it in between. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
