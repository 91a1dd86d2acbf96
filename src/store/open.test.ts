import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { UserError } from '../model/errors.ts';
import { HOUR, laterBy, NOW, testFolder } from './fixtures.ts';
import { workName } from './lake/work-name.ts';
import { openStore } from './open.ts';

const execute = promisify(execFile);

test.runIf(process.platform !== 'win32')('a home is made for its owner alone', async () => {
  const home = join(testFolder(), 'some', 'home');
  const store = await openStore({ home, organisation: 'acme' });
  for (const folder of [home, join(home, 'lake'), join(home, 'tmp')]) expect(statSync(folder).mode & 0o777).toBe(0o700);
  await store.close();
  expect(readdirSync(home).toSorted()).toEqual(['lake', 'state.db', 'tmp']);
});

test('a home that can not be made is the user’s to mend', async () => {
  const folder = testFolder();
  writeFileSync(join(folder, 'file'), '');
  await expect(openStore({ home: join(folder, 'file', 'home'), organisation: 'acme' })).rejects.toThrow(UserError);
  await expect(openStore({ home: folder, organisation: '../x' })).rejects.toThrow(UserError);
});

test("what killed processes left is swept after a day; what others work on, and what is not ours, isn't", async () => {
  const home = testFolder();
  const dayBefore = laterBy(-25 * HOUR);
  const gone = 2 ** 22 + 1;
  const named = (kind: string, pid: number) => `${kind}-${pid}-${randomUUID()}-${randomUUID()}`;
  for (const [name, time] of [
    [`${named('charges', gone)}.ndjson`, dayBefore],
    [named('duckdb', process.pid), dayBefore],
    [named('slow', process.ppid), dayBefore],
    [workName('mine'), dayBefore],
    [named('new', gone), NOW],
    ['precious', dayBefore],
    ['publish-and-be-damned', dayBefore],
  ] as const) {
    mkdirSync(join(home, 'tmp', name), { recursive: true });
    utimesSync(join(home, 'tmp', name), time, time);
  }
  await (await openStore({ home, organisation: 'acme', now: NOW })).close();
  const left = readdirSync(join(home, 'tmp')).map((name) => name.replace(/-\d+-.*/, ''));
  expect(left.toSorted()).toEqual(['mine', 'new', 'precious', 'publish-and-be-damned', 'slow']);
});

test('an open store that was asked nothing holds little memory and loads no engine', async () => {
  const { stdout } = await execute(process.execPath, [
    '--input-type=module',
    '-e',
    `const before = process.memoryUsage().rss;
     const { openStore } = await import(${JSON.stringify(new URL('./open.ts', import.meta.url).href)});
     const store = await openStore({ home: ${JSON.stringify(testFolder())}, organisation: 'acme' });
     await store.state.accounts.list('acme');
     const engine = process.report.getReport().sharedObjects.some((name) => name.includes('duckdb'));
     process.stdout.write(JSON.stringify({ grownMb: (process.memoryUsage().rss - before) / 2 ** 20, engine }));
     await store.close();`,
  ]);
  const { grownMb, engine } = JSON.parse(stdout) as { grownMb: number; engine: boolean };
  expect(engine).toBe(false);
  expect(grownMb).toBeLessThan(60);
});
