import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProcess } from '../conformance/run-process.ts';
import { type ThreeClouds, threeClouds } from '../scale/three-clouds.ts';
import { bareEnvironment } from './cli.ts';

let company: ThreeClouds;
const home = mkdtempSync(join(tmpdir(), 'cloudoptima-lazy-'));
beforeAll(async () => {
  company = await threeClouds(50);
});
afterAll(async () => {
  await company.close();
  rmSync(home, { recursive: true, force: true });
});

const product = (path: string): string => JSON.stringify(join(import.meta.dirname, '../../src', path));

/** Opens the product, then connects what is configured, and prints the packages of clouds that were loaded until then. */
const SCRIPT = `
  import { registerHooks } from 'node:module';
  const loaded = new Set();
  registerHooks({
    resolve(specifier, context, next) {
      const name = /^(?:@aws-sdk|@smithy|@azure|google-auth-library)(?=\\/|$)/.exec(specifier)?.[0];
      if (name) loaded.add(name);
      return next(specifier, context);
    },
  });
  const { openApp } = await import(${product('app.ts')});
  const { loadConfig } = await import(${product('config/config.ts')});
  const app = openApp(await loadConfig({ environment: process.env }));
  await app.context();
  const opened = [...loaded];
  const tests = await app.testAccounts(new AbortController().signal, { record: false });
  await app.close();
  const statuses = [...new Set(tests.map(({ status }) => status))];
  process.stdout.write(JSON.stringify({ opened, connected: [...loaded].sort(), statuses }));
`;

test.each([
  ['aws', ['@aws-sdk', '@smithy']],
  ['azure', ['@azure']],
  ['gcp', ['google-auth-library']],
])('of %s alone, nothing is loaded at the start, and of no other cloud when it is asked', async (cloud, own) => {
  const accounts = company.accounts.filter((entry) => entry.cloud === cloud);
  writeFileSync(join(home, 'cloudoptima.json'), JSON.stringify({ accounts }));
  const env = bareEnvironment(home, company.environment);
  const { stdout, stderr } = await runProcess(process.execPath, ['--input-type=module', '-e', SCRIPT], { env });
  expect([stderr, JSON.parse(stdout || '{}')]).toEqual(['', { opened: [], connected: own, statuses: ['connected'] }]);
});
