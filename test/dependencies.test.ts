import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What the product imports by name, `@scope/package/part` as it stands. Nobody installs it for its tests. */
const imported = globSync('src/**/*.ts', { exclude: ['**/node_modules/**', '**/*.test.ts', '**/testing/**'] }).flatMap(
  (path) =>
    [...readFileSync(path, 'utf8').matchAll(/\b(?:from|import) ?\(?'([^'.][^']*)'/g)].map(([, name = '']) => name),
);

test('what the product depends on is imported somewhere in it', () => {
  const { dependencies } = JSON.parse(readFileSync('src/package.json', 'utf8')) as { dependencies: object };
  const isImported = (name: string) => imported.some((one) => one === name || one.startsWith(`${name}/`));
  expect(Object.keys(dependencies).filter((name) => !isImported(name))).toEqual([]);
});
