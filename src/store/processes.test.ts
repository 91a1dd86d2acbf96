import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { testFolder, testLease, testRun, testStore, testUnit } from './fixtures.ts';
import { type Generations, publishGeneration, readGenerations, wholeGeneration } from './generations.fixture.ts';
import { openSqliteState } from './sqlite/state.ts';

const url = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);

/** Runs a module's text in a process of its own, with `store` opened at the home. */
function inProcess(home: string, body: string): ChildProcessByStdio<Writable, Readable, null> {
  const source = `
    const { openStore } = await import(${url('./open.ts')});
    const { publishGeneration, readGenerations } = await import(${url('./generations.fixture.ts')});
    const store = await openStore({ home: ${JSON.stringify(home)}, organisation: 'acme', memoryMb: 256, threads: 1 });
    ${body}
    await store.close();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

test('a reader in another process sees the old or the new, never half', async () => {
  const store = await testStore();
  await publishGeneration(store, 1);
  const reader = inProcess(
    store.home,
    `let stop = false;
     process.stdin.once('data', () => { stop = true; process.stdin.destroy(); });
     const found = [await readGenerations(store)];
     while (!stop) found.push(await readGenerations(store));
     process.stdout.write(JSON.stringify(found));`,
  );
  const said = text(reader.stdout);
  for (let generation = 2; generation <= 25; generation += 1) await publishGeneration(store, generation);
  reader.stdin.end('stop');
  const found = JSON.parse(await said) as Generations[];
  for (const reading of found) {
    const charges = Number(reading.amount) / (reading.charges ?? 1);
    expect(reading).toEqual(wholeGeneration(reading.points[0] ?? 0, charges));
    expect(Number.isInteger(charges)).toBe(true);
  }
  const generations = found.map(({ points }) => points[0] ?? 0);
  expect(new Set(generations).size).toBeGreaterThan(1);
  expect(generations).toEqual(generations.toSorted((a, b) => a - b));
});

test('a process that is killed while it publishes leaves what is published whole', async () => {
  const home = testFolder();
  const store = await testStore(home);
  await publishGeneration(store, 1);
  for (const delay of [0, 20, 45, 80, 130, 210, 340]) {
    const before = (await readGenerations(store)).points[0] ?? 0;
    const child = inProcess(
      home,
      `process.stdout.write('begun');
       for (let generation = ${before + 1}; ; generation += 1) await publishGeneration(store, generation);`,
    );
    await once(child.stdout, 'data');
    await pause(delay);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const found = await readGenerations(store);
    const points = found.points[0] ?? 0;
    const charges = Number(found.amount) / (found.charges ?? 1);
    expect(found).toEqual(wholeGeneration(points, charges));
    expect(points).toBeGreaterThanOrEqual(before);
    // The charges are published after the metrics, each whole.
    expect([points, points - 1]).toContain(charges);
  }
  await publishGeneration(store, 10_000);
  expect(await readGenerations(store)).toEqual(wholeGeneration(10_000, 10_000));
});

test('a process that is killed inside the transaction that publishes leaves the old state, staged units and all', async () => {
  const home = testFolder();
  const path = join(home, 'state.db');
  const store = await testStore(home);
  await store.state.runs.start(testRun('run'));
  await store.state.runs.stage('acme', 'run', 'metrics', testUnit(), store.metrics.encode(testUnit(), []));
  const lease = await testLease(store);
  const child = inProcess(
    home,
    `const { openDatabase } = await import(${url('./sqlite/database.ts')});
     // The last statement of the transaction is the one that kills.
     const { catalogue } = await import(${url('./sqlite/catalogue.ts')});
     const database = openDatabase(${JSON.stringify(path)});
     const deadly = { ...database, run: (sql, ...values) => {
       const changed = database.run(sql, ...values);
       if (sql.startsWith('DELETE FROM stages')) process.kill(process.pid, 'SIGKILL');
       return changed;
     } };
     await catalogue(deadly).publish({ id: 's', organisation: 'acme', cloud: 'aws', dataset: 'metrics', runId: 'run', rows: 0,
       publishedAt: '2026-11-01T00:00:00.000Z', files: [], promotedTags: [], detail: 'full' }, [], ${JSON.stringify(lease)});`,
  );
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  const again = openSqliteState(path);
  expect(await again.catalogue.latest('acme', 'aws', 'metrics')).toBeUndefined();
  expect(await again.runs.staged('acme', 'run', 'metrics')).toHaveLength(1);
  await again.catalogue.publishCharges([], lease);
  await again.close();
});
