import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, or ends it, by its own id, when that takes too long. */
export async function runProcess(
  command: string,
  args: readonly string[],
  {
    timeoutMs = 120_000,
    env = process.env,
    input = '',
    ...as
  }: { timeoutMs?: number; env?: NodeJS.ProcessEnv; input?: string; uid?: number; gid?: number } = {},
): Promise<Finished> {
  const child = spawn(command, args, { ...as, env, stdio: ['pipe', 'pipe', 'pipe'] });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    texts.stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    texts.stderr += chunk;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const late = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(late);
  return { code, ...texts };
}
