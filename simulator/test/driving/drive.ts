import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Simulator, SimulatorRequest } from '../../start.ts';

/** Where all that is asked and answered is written, if the command line names a file. */
export const watched = (): Pick<SimulatorRequest, 'exchanges'> => {
  const [exchanges] = process.argv.slice(2);
  return exchanges === undefined ? {} : { exchanges };
};

/** What a client in Python must know to sign in, under Python's names. */
export type Facts = Readonly<Record<string, unknown>> & { readonly url: string };

/** Drives a simulator with the tables of a folder beside this one, until they end; the exit code is theirs. */
export async function drive(
  simulator: Simulator,
  folder: string,
  facts: Facts,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const script = fileURLToPath(new URL('drive.py', import.meta.url));
  const tables = fileURLToPath(new URL(`../${folder}`, import.meta.url));
  const python = process.env.CLOUDOPTIMA_PYTHON ?? 'python3';
  const told = JSON.stringify({ control: simulator.url, ...facts });
  const driver = spawn(python, ['-B', script, tables, told], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  driver.once('error', (error) => process.stderr.write(`${python} can't be started: ${error.message}\n`));
  process.exitCode = await new Promise<number>((resolve) => driver.once('close', (code) => resolve(code ?? 1)));
  await simulator.close();
}
