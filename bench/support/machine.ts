import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';

/** What the figures depend on, and nothing that names the machine. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly platform: string;
  readonly node: string;
  readonly duckdb: string;
}

const packageFile = (name: string): string =>
  createRequire(new URL('../../src/package.json', import.meta.url)).resolve(`${name}/package.json`);

export function describeMachine(): Machine {
  const duckdb = JSON.parse(readFileSync(packageFile('@duckdb/node-api'), 'utf8')) as { version: string };
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: platform(),
    node: process.versions.node,
    duckdb: duckdb.version,
  };
}

/** Processes that wanted to run, over the last minute. Above the number of cores, times are too long. */
export const loadAverage = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100;
