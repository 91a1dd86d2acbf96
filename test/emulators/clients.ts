import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { PythonEnvironment } from '../../scripts/python-environment.ts';
import { equal } from './checks.ts';

/** Clients that are not ours. */
export const CLIENTS = ['boto3', 'azure-sdk', 'gcp-sdk'] as const;
export type Client = (typeof CLIENTS)[number];

/**
 * Lets a client drive the simulator by every operation, and gives how many checks it passed. All that is asked and answered
 * goes into a file, if one is named. @throws Error that names what failed
 */
export function driveSimulator(client: Client, { python }: PythonEnvironment, exchanges?: string): string {
  const script = join(import.meta.dirname, '..', '..', 'simulator', 'test', `${client}.ts`);
  const parameters = exchanges === undefined ? [script] : [script, exchanges];
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, {
    encoding: 'utf8',
    env: { ...process.env, CLOUDOPTIMA_PYTHON: python },
  });
  const lines = stdout.trim().split('\n');
  const failed = lines.filter((line) => line.startsWith('FAILED'));
  equal(status, 0, `exit code; ${[...failed, stderr.slice(-500)].join('\n')}`);
  return lines.at(-1) ?? '';
}
