import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runInspector } from './inspector.ts';
import { runOfficialSuite } from './official-suite.ts';
import { startConformanceServer } from './server.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '3955' } } });
const home = await mkdtemp(join(tmpdir(), 'cloudoptima-conformance-'));
let [passed, failed] = [0, 0];

const report = (name: string, problems: readonly string[]): void => {
  if (problems.length === 0) passed++;
  else failed++;
  console.log(`${problems.length === 0 ? 'pass' : 'FAIL'}  ${name}`);
  for (const problem of problems) console.log(`        ${problem}`);
};

try {
  // A busy port is refused: another server would be tested in our stead.
  const server = await startConformanceServer(home, Number(values.port));
  try {
    for (const requirements of ['2026-07-28', '2025-11-25']) {
      const results = await runOfficialSuite(`${server.url}/mcp`, requirements);
      for (const { scenario, scored, passed: checks, failed: problems } of results)
        if (scored) report(`${requirements} ${scenario} (${checks} checks)`, problems);
      const unscored = results.filter(({ scored, failed: problems }) => !scored && problems.length > 0);
      console.log(
        `      unscored for ${requirements}, with failures: ${unscored.map(({ scenario }) => scenario).join(', ') || 'none'}`,
      );
    }
    for (const { name, problem } of await runInspector(`${server.url}/mcp`, home))
      report(name, problem === undefined ? [] : [problem]);
  } finally {
    await server.close();
  }
} catch (error) {
  failed++;
  console.error(error instanceof Error ? error.message : error);
} finally {
  await rm(home, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
