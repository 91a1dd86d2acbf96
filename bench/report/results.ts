import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Machine } from '../support/machine.ts';
import type { Measurement } from './measurement.ts';
import { markdownTable } from './table.ts';

/** One benchmark with the state of the machine around it. */
export interface BenchmarkResult {
  readonly name: string;
  readonly startedAt: string;
  /** Of the minute before it began. */
  readonly loadBefore: number;
  readonly loadAfter: number;
  readonly measurements: readonly Measurement[];
}

export interface Results {
  readonly machine: Machine;
  readonly results: readonly BenchmarkResult[];
}

const FOLDER = join(import.meta.dirname, '../results');

/** The results for people. */
export function markdownReport({ machine, results }: Results): string {
  const { cpu, cores, memoryGb, platform, node, duckdb } = machine;
  const on = `${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}; Node ${node}, DuckDB ${duckdb}.`;
  const parts = results.map(({ name, startedAt, loadBefore, measurements }) => {
    const busy = loadBefore > cores ? '; the machine was busy with other work, so that times are too long' : '';
    return `## ${name}\n\n${startedAt}; load average ${loadBefore} before${busy}.\n\n${markdownTable(measurements)}\n`;
  });
  return `# Benchmarks\n\nMedians of warm runs; cold is the first call of a new process. ${on}\n\n${parts.join('\n')}`;
}

/** Keeps each benchmark's raw samples, and the report. Returns the report. */
export async function writeResults(found: Results, report: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  for (const result of found.results) {
    const file = join(FOLDER, `${result.startedAt.slice(0, 10)}-${result.name}.json`);
    await writeFile(file, `${JSON.stringify({ machine: found.machine, ...result }, undefined, 1)}\n`);
  }
  await writeFile(join(FOLDER, 'latest.md'), report);
}
