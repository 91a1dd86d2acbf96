import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { launcher } from './cli.ts';

export interface Served {
  readonly url: string;
  /** Ends it as a supervisor does; gives its exit code. */
  close(): Promise<number | null>;
}

/** `cloudoptima serve` on a free port. */
export async function served(env: NodeJS.ProcessEnv): Promise<Served> {
  const child = spawn(process.execPath, [launcher, 'serve', '--port', '0', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { url } = JSON.parse(line.toString()) as { url: string };
  return {
    url,
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}
