import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProcess } from './run-process.ts';

export interface ScenarioResult {
  readonly scenario: string;
  readonly scored: boolean;
  readonly passed: number;
  readonly failed: readonly string[];
}

const suite = fileURLToPath(
  new URL('../../node_modules/@modelcontextprotocol/conformance/dist/index.js', import.meta.url),
);

async function scoredScenarios(requirements: string): Promise<ReadonlySet<string>> {
  const { stdout } = await runProcess(process.execPath, [suite, 'list', '--requirements', requirements]);
  const [server = ''] = stdout.split('Client scenarios');
  return new Set([...server.matchAll(/^ {2}- (\S+)$/gm)].map(([, name = '']) => name));
}

/** Runs the suite for one revision of the protocol and reads what it wrote. */
export async function runOfficialSuite(url: string, requirements: string): Promise<readonly ScenarioResult[]> {
  const scored = await scoredScenarios(requirements);
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    const args = [suite, 'server', '--url', url, '--requirements', requirements, '-o', folder];
    const { stdout, stderr } = await runProcess(process.execPath, args, { timeoutMs: 300_000 });
    const results: ScenarioResult[] = [];
    for (const run of (await readdir(folder)).sort()) {
      const scenario = run.replace(/^server-/, '').replace(/-\d{4}-\d{2}-\d{2}T[\d-]+Z$/, '');
      const text = await readFile(join(folder, run, 'checks.json'), 'utf8');
      const checks = JSON.parse(text) as { id: string; status: string; errorMessage?: string }[];
      const bad = checks.filter(({ status }) => status === 'FAILURE' || status === 'WARNING');
      results.push({
        scenario,
        scored: scored.has(scenario),
        passed: checks.filter(({ status }) => status === 'SUCCESS').length,
        failed: bad.map(({ id, errorMessage = '' }) => `${id}: ${errorMessage}`),
      });
    }
    const missing = [...scored].filter((name) => !results.some(({ scenario }) => scenario === name));
    if (results.length === 0 || missing.length > 0)
      throw new Error(`The suite did not run ${missing.join(', ')}:\n${stdout.slice(-2000)}\n${stderr.slice(-2000)}`);
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
