import { fileURLToPath } from 'node:url';
import { type Finished, runProcess } from '../conformance/run-process.ts';

export const launcher = fileURLToPath(new URL('../../src/bin.js', import.meta.url));

/** Runs one command line of the product. */
export const cloudoptima = (args: readonly string[], env: NodeJS.ProcessEnv, input?: string): Promise<Finished> =>
  runProcess(process.execPath, [launcher, ...args], { env, ...(input === undefined ? {} : { input }) });

/** An environment in which nothing of this machine's own settings is left. */
export const bareEnvironment = (home: string, more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  CLOUDOPTIMA_HOME: home,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  NO_COLOR: '1',
  ...more,
});
