import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { PythonEnvironment } from '../../../scripts/python-environment.ts';

/** Cloud, kind of answer, description or why there is none, and how many answers. */
type Line = readonly [cloud: string, family: string, description: string, times: number];

export interface Problem {
  readonly cloud: string;
  /** The operation, or what a row or an asset is. */
  readonly where: string;
  readonly path: string;
  readonly says: string;
  readonly times: number;
  readonly example: string;
}

export interface Report {
  readonly judged: readonly Line[];
  readonly undescribed: readonly Line[];
  readonly problems: readonly Problem[];
}

/** What the judge in Python says of files of exchanges. @throws Error when it can't say */
export function reportOn({ python }: PythonEnvironment, files: readonly string[]): Report {
  const judge = join(import.meta.dirname, 'judge.py');
  const { status, stdout, stderr, error } = spawnSync(python, ['-B', judge, ...files], {
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  if (error ?? status !== 0) throw new Error(`the judge of shapes failed: ${error?.message ?? stderr.slice(-2000)}`);
  return JSON.parse(stdout) as Report;
}
