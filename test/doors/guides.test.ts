import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { configSchema } from '../../src/config/schema.ts';
import { runProcess } from '../conformance/run-process.ts';
import { bareEnvironment, cloudoptima, launcher } from './cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-guides-'));
const env = bareEnvironment(join(folder, 'home'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const guides = globSync('docs/guides/connect-*.md').sort();
const blocks = (path: string, language: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))].map(
    ([, text]) => text ?? '',
  );
const commands = guides
  .flatMap((path) => blocks(path, 'sh'))
  .flatMap((text) => text.split('\n'))
  .map((line) => line.replace(/\s+# .*$/, '').trim())
  .filter((line) => line.startsWith('cloudoptima '));

test('there is a guide for each cloud', () =>
  expect(guides.map((path) => basename(path))).toEqual(['connect-aws.md', 'connect-azure.md', 'connect-gcp.md']));

const helpOf = new Map<string, Promise<string>>();

/** What a command says of itself, asked once. */
function help(words: readonly string[]): Promise<string> {
  const name = words.join(' ');
  const known = helpOf.get(name) ?? cloudoptima([...words, '--help'], env).then(({ stdout }) => stdout);
  helpOf.set(name, known);
  return known;
}

test('every command in them exists, with every option', async () => {
  expect(commands.length).toBeGreaterThan(15);
  for (const line of commands) {
    const [, first = '', second = ''] = line.split(' ');
    const text = await help(second.startsWith('-') ? [first] : [first, second]);
    const options = [...line.matchAll(/ (--[a-z-]+)/g)].map(([, option]) => option ?? '');
    expect([line, options.filter((option) => !text.includes(`${option} `))]).toEqual([line, []]);
  }
});

test('what they write by init roles is written, and not empty', async () => {
  const bin = join(folder, 'cloudoptima');
  writeFileSync(bin, `#!/bin/sh\nexec '${process.execPath}' '${launcher}' "$@"\n`);
  chmodSync(bin, 0o700);
  const lines = commands.filter((line) => line.includes(' init roles '));
  expect(lines.length).toBeGreaterThan(6);
  const script = `set -e\ncd '${folder}'\n${lines.join('\n')}\n`;
  const options = { env: { ...env, PATH: `${folder}:${process.env.PATH}` }, input: script };
  const { code, stderr } = await runProcess('sh', [], options);
  expect([code, stderr]).toEqual([0, expect.stringContaining('external_id')]);
  for (const line of lines) {
    const file = / > (\S+)$/.exec(line)?.[1];
    expect([line, file && readFileSync(join(folder, file), 'utf8').length > 500]).toEqual([line, true]);
  }
});

test.each(guides)('the configuration in %s is one', (path) => {
  const texts = blocks(path, 'yaml');
  expect(texts).not.toHaveLength(0);
  for (const text of texts) expect(configSchema.safeParse(parse(text)).error).toBeUndefined();
});
