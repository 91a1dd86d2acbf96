import { spawn } from 'node:child_process';

interface RunRequest {
  readonly cwd?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** Runs a command to its end and gives its standard output. @throws with what it said when it fails. */
export async function runCommand(
  command: string,
  args: readonly string[],
  { cwd, environment = process.env }: RunRequest = {},
): Promise<string> {
  const child = spawn(command, args, { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed (${code}):\n${said.stderr || said.stdout}`);
  return said.stdout;
}
