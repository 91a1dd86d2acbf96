import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bareEnvironment, cloudoptima } from './cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-connect-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const argsIn = (text: string, key: string): readonly string[] =>
  (JSON.parse(text) as Record<string, { cloudoptima: { args: string[] } }>)[key]?.cloudoptima.args.slice(1) ?? [];

test.each([
  [
    'what the variables say',
    [],
    { CLOUDOPTIMA_CONFIG: 'my.yaml' },
    ['--home', join(folder, 'home'), '--config', resolve('my.yaml')],
  ],
  ['an option before a variable', ['--home', 'here'], {}, ['--home', resolve('here')]],
  [
    'the usual home, which another environment may have elsewhere',
    [],
    { CLOUDOPTIMA_HOME: '', XDG_DATA_HOME: folder },
    ['--home', join(folder, 'cloudoptima')],
  ],
])('a client is told where everything is: %s', async (_, words, more, places) => {
  if (process.platform !== 'linux' && 'XDG_DATA_HOME' in more) return;
  const env = bareEnvironment(join(folder, 'home'), more as Record<string, string>);
  const { code, stdout } = await cloudoptima(['connect', 'claude', ...words], env);
  expect([code, argsIn(stdout, 'mcpServers')]).toEqual([0, ['mcp', ...places]]);
});
