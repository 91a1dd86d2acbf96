import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProcess } from './run-process.ts';

export interface InspectorCheck {
  readonly name: string;
  readonly problem: string | undefined;
}

const folder = fileURLToPath(new URL('../../node_modules/@modelcontextprotocol/inspector/', import.meta.url));
const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: Record<string, string> };
const inspector = join(folder, bin['mcp-inspector'] ?? '');
const launcher = fileURLToPath(new URL('../../src/bin.js', import.meta.url));

async function check(
  name: string,
  target: readonly string[],
  method: readonly string[],
  expected: RegExp,
  home: string,
) {
  const args = [inspector, '--cli', ...target, ...method, '--format', 'json'];
  const env = { ...process.env, CLOUDOPTIMA_HOME: home };
  const { code, stdout, stderr } = await runProcess(process.execPath, args, { env, timeoutMs: 60_000 });
  const problem = code === 0 && expected.test(stdout) ? undefined : `exit ${code}: ${(stdout + stderr).slice(-600)}`;
  return { name, problem };
}

/** The official Inspector, as it is installed, lists and calls tools over both transports. */
export async function runInspector(url: string, home: string): Promise<readonly InspectorCheck[]> {
  const list = ['--method', 'tools/list'];
  const call = ['--method', 'tools/call', '--tool-name', 'get_tagging_policy', '--tool-args-json', '{}'];
  const checks: InspectorCheck[] = [];
  for (const [transport, target] of [
    ['stdio', [process.execPath, launcher, 'mcp']],
    ['http', [url, '--transport', 'http']],
  ] as const) {
    checks.push(await check(`inspector over ${transport}: tools/list`, target, list, /"get_tagging_policy"/, home));
    checks.push(await check(`inspector over ${transport}: tools/call`, target, call, /"structuredContent"/, home));
  }
  return checks;
}
