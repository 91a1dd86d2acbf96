import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Machine } from '../support/machine.ts';
import type { Measurement } from './measurement.ts';
import { markdownTable } from './table.ts';

/** One benchmark with the state of the machine around it. */
export interface BenchmarkResult {
  readonly machine: Machine;
  readonly name: string;
  readonly startedAt: string;
  /** Of the minute before it began. */
  readonly loadBefore: number;
  readonly loadAfter: number;
  readonly measurements: readonly Measurement[];
}

const FOLDER = join(import.meta.dirname, '../results');
const FILE = /^\d{4}-\d{2}-\d{2}-(.+)\.json$/;

function section({ machine, name, startedAt, loadBefore, loadAfter, measurements }: BenchmarkResult): string {
  const { cpu, cores, memoryGb, platform, node, duckdb } = machine;
  const on = `${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}; Node ${node}, DuckDB ${duckdb}`;
  // A benchmark keeps one core busy by itself.
  const busy = loadBefore > cores ? ' **The machine was busy with other work: times are too long.**' : '';
  const load = `load average ${loadBefore} before, ${loadAfter} after`;
  return `## ${name}\n\n${startedAt}; ${load}; ${on}.${busy}\n\n${markdownTable(measurements)}\n`;
}

/** The results for people. */
export const markdownReport = (results: readonly BenchmarkResult[]): string =>
  [
    '# Benchmarks\n\nMedians of warm runs; cold is the first call of a new process. Written by `npm run bench`.\n',
    ...results.map(section),
  ].join('\n');

/** The newest kept result of each benchmark. */
async function newestResults(): Promise<BenchmarkResult[]> {
  const newest = new Map<string, string>();
  for (const file of (await readdir(FOLDER)).sort()) {
    const name = FILE.exec(file)?.[1];
    if (name !== undefined) newest.set(name, file);
  }
  const texts = await Promise.all([...newest.values()].map((file) => readFile(join(FOLDER, file), 'utf8')));
  return texts.map((text) => JSON.parse(text) as BenchmarkResult).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Keeps the raw samples, and writes the report of the newest anew. */
export async function keepResults(result: BenchmarkResult): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const file = join(FOLDER, `${result.startedAt.slice(0, 10)}-${result.name}.json`);
  await writeFile(file, `${JSON.stringify(result, undefined, 1)}\n`);
  await writeFile(join(FOLDER, 'latest.md'), markdownReport(await newestResults()));
}
