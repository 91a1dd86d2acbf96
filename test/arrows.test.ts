import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { mayImport } from '../.dependency-cruiser.ts';
import { checkArrows } from '../scripts/arrows.ts';

const workspace = fileURLToPath(new URL('..', import.meta.url));
const trees: string[] = [];
afterAll(() => {
  for (const tree of trees) rmSync(tree, { recursive: true, force: true });
});

/** A workspace of our shape with these files, in which the packages of the real one resolve. */
function tree(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'arrows-'));
  trees.push(root);
  symlinkSync(join(workspace, 'node_modules'), join(root, 'node_modules'));
  for (const [path, text] of Object.entries({
    'package.json': '{"type":"module"}',
    'src/app.ts': '',
    'simulator/start.ts': '',
    ...files,
  })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const folders = Object.keys(mayImport);
const up = (path: string) => '../'.repeat(path.split('/').length - 1);

/** Every import that the table does not allow, planted in one tree: importing file → the rule that must catch it. */
function planted(): Map<string, { rule: string; text: string }> {
  const files = new Map<string, { rule: string; text: string }>();
  for (const [folder, allowed] of Object.entries(mayImport)) {
    for (const other of [...folders, 'app'].filter((name) => name !== folder && !allowed.includes(name))) {
      const target = other === 'app' ? 'app.ts' : `${other}/thing.ts`;
      files.set(`src/${folder}/uses-${other}.ts`, { rule: `${folder}-imports`, text: `import '../${target}';` });
    }
  }
  const add = (path: string, rule: string, imported: string) =>
    files.set(path, { rule, text: `import '${imported}';` });
  add('src/analyze/uses-aws-sdk.ts', 'packages-only-in-clouds', '@aws-sdk/client-sts');
  add('src/collect/uses-smithy.ts', 'packages-only-in-clouds', '@smithy/node-http-handler');
  add('src/tools/uses-duckdb.ts', 'packages-only-in-store', '@duckdb/node-api');
  add('src/tools/uses-mcp.ts', 'packages-only-in-serve', '@modelcontextprotocol/server');
  add('src/analyze/uses-hono.ts', 'packages-only-in-serve', 'hono');
  add('src/tools/uses-sqlite.ts', 'sql-only-in-store', 'node:sqlite');
  add('src/model/uses-yaml.ts', 'model-uses-zod-alone', 'yaml');
  add('src/clouds/gcp/uses-aws.ts', 'cloud-imports-no-other', '../aws/thing.ts');
  add('simulator/uses-src.ts', 'simulator-imports-nothing-of-src', '../src/app.ts');
  add('src/app-uses-simulator.ts', 'src-imports-nothing-of-the-simulator', '../simulator/start.ts');
  add('src/collect/round-one.ts', 'no-cycles', './round-two.ts');
  add('src/analyze/uses-nothing.ts', 'resolvable', './nothing.ts');
  return files;
}

test('every violation that is planted is caught, and nothing else', async () => {
  const plants = planted();
  const things = [...folders.map((folder) => `src/${folder}/thing.ts`), 'src/clouds/aws/thing.ts'];
  const root = tree({
    ...Object.fromEntries(things.map((path) => [path, 'export const thing = 1;'])),
    ...Object.fromEntries([...plants].map(([path, { text }]) => [path, text])),
    'src/collect/round-two.ts': "import './round-one.ts';",
    // What is allowed, and tests, which may reach wider.
    ...Object.fromEntries(
      Object.entries(mayImport).flatMap(([folder, allowed]) =>
        allowed.map((other) => [
          `src/${folder}/may-use-${other}.ts`,
          `import { thing } from '../${other}/thing.ts'; console.log(thing);`,
        ]),
      ),
    ),
    'src/collect/thing.test.ts': `import '${up('src/collect/x')}simulator/start.ts';`,
    'src/model/uses-zod.ts': "import * as z from 'zod'; console.log(z);",
  });
  const { violations, modules } = await checkArrows(root);
  const caught = new Map(
    violations.map((violation) => [violation.split(/: | → /)[1] ?? '', violation.split(':')[0] ?? '']),
  );
  expect(modules).toBeGreaterThan(plants.size);
  for (const [path, { rule }] of plants) expect([path, caught.get(path)]).toEqual([path, rule]);
  const expected = new Set([...plants.keys(), 'src/collect/round-two.ts']);
  expect([...caught.keys()].filter((path) => !expected.has(path))).toEqual([]);
});

test('type-only imports count', async () => {
  const root = tree({
    'src/serve/thing.ts': 'export type T = 1;',
    'src/model/thing.ts': "import type { T } from '../serve/thing.ts'; export type U = T;",
  });
  expect((await checkArrows(root)).violations).toEqual(['model-imports: src/model/thing.ts → src/serve/thing.ts']);
});

test('a checker that reads no module says so', async () => {
  const root = mkdtempSync(join(tmpdir(), 'arrows-'));
  trees.push(root);
  mkdirSync(join(root, 'src'));
  mkdirSync(join(root, 'simulator'));
  expect(await checkArrows(root)).toEqual({ modules: 0, violations: [] });
});
