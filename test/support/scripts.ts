import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One call of a cloud's command line, with the files that it was given. */
export interface Called {
  readonly words: readonly string[];
  readonly files: readonly string[];
}

// Stands in the place of every command line of a cloud: writes down what it was asked, and answers with one word.
const STAND_IN = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync } = require('node:fs');
const words = process.argv.slice(2);
const paths = words.map((word) => word.replace(/^(?:file:\\/\\/|@)/, '')).filter((word) => word.startsWith('/') && existsSync(word));
appendFileSync(process.env.CALLED, JSON.stringify({
  words: [require('node:path').basename(process.argv[1]), ...words],
  files: paths.map((path) => readFileSync(path, 'utf8')),
}) + '\\n');
console.log('answer');
`;

/** Runs a shell script in which the clouds' command lines only write down what they are asked. */
export function runScript(
  text: string,
  environment: Readonly<Record<string, string>> = {},
): { readonly code: number | null; readonly stderr: string; readonly called: readonly Called[] } {
  const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-script-'));
  try {
    const called = join(folder, 'called');
    writeFileSync(called, '');
    for (const name of ['aws', 'az', 'gcloud', 'bq']) writeFileSync(join(folder, name), STAND_IN, { mode: 0o700 });
    const { status, stderr } = spawnSync('sh', [], {
      input: text,
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env.PATH}`, CALLED: called, WAIT: '0', ...environment },
    });
    const lines = readFileSync(called, 'utf8').split('\n').filter(Boolean);
    return { code: status, stderr, called: lines.map((line) => JSON.parse(line) as Called) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
