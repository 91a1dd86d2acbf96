import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';

const graceMilliseconds = 10_000;

export interface Started {
  readonly child: ChildProcess;
  /** The exit code; 128 and more when a signal ended it. */
  readonly ended: Promise<number>;
}

/** The processes that this one has started, so that it can end them and no others. */
export interface Processes {
  start(args: readonly string[], stdio: StdioOptions): Started;
  /** Asks all to end, and ends those that don't. */
  end(): Promise<void>;
  /** Ends all at once. */
  kill(): void;
}

/** Starts the product by its launcher. */
export function productProcesses(launcher: string, environment: NodeJS.ProcessEnv): Processes {
  const running = new Map<ChildProcess, Promise<number>>();
  const kill = () => {
    for (const child of running.keys()) child.kill('SIGKILL');
  };
  return {
    start(args, stdio) {
      const child = spawn(process.execPath, [launcher, ...args], { stdio, env: environment });
      const ended = new Promise<number>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (code) => resolve(code ?? 128));
      }).finally(() => running.delete(child));
      running.set(child, ended);
      return { child, ended };
    },
    async end() {
      const all = [...running.values()];
      for (const child of running.keys()) child.kill('SIGTERM');
      const late = setTimeout(kill, graceMilliseconds);
      await Promise.allSettled(all);
      clearTimeout(late);
    },
    kill,
  };
}
