import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server that runs beside the tests. */
export interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

export interface ServerCommand {
  readonly name: string;
  readonly command: string;
  parameters(port: number): readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** A path that is answered once it is ready. */
  readonly ready: string;
}

const STARTS_WITHIN_MS = 120_000;

/** Starts it on a free loopback port. @throws Error when it ends, or isn't ready in time. */
export async function startServer({ name, command, parameters, env, ready }: ServerCommand): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const options = { stdio: 'ignore', ...(env && { env }) } as const;
  const server = spawn(command, parameters(port), options);
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const stop = async () => {
    if (server.exitCode === null && server.pid !== undefined) process.kill(server.pid);
    await ended;
  };
  const end = Date.now() + STARTS_WITHIN_MS;
  while (!(await answers(`${url}${ready}`))) {
    if (server.exitCode !== null || Date.now() > end) {
      await stop();
      throw new Error(`${name} did not start`);
    }
    await sleep(200);
  }
  return { url, stop };
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/** Such servers take a port, not a listening socket; nobody else is likely to take it in between. */
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
