import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { zstdCompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../model/errors.ts';
import { stateContract } from '../state.contract.ts';
import { state as firstVersion } from './migrations/0001-state.ts';
import { openSqliteState } from './state.ts';

const execute = promisify(execFile);
let home: string;
let path: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'state-'));
  path = join(home, 'state.db');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

stateContract('SQLite', async () => openSqliteState(path));

/** Runs a module's text in a process of its own, with `state` opened at the path. */
const inProcess = (body: string, uid?: number) =>
  execute(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { openSqliteState } = await import(${JSON.stringify(new URL('./state.ts', import.meta.url).href)});
       const state = openSqliteState(${JSON.stringify(path)});
       ${body}
       await state.close();`,
    ],
    uid === undefined ? {} : { uid, cwd: '/' },
  );

describe('several processes', () => {
  test('open a home for the first time at once, and all of them write', async () => {
    const worker = (name: number) =>
      inProcess(`for (let index = 0; index < 200; index += 1)
        await state.accounts.record({ organisation: 'acme', cloud: 'aws', id: '${name}-' + index, status: 'connected', missingPermissions: [], checkedAt: 't' });`);
    await Promise.all([worker(1), worker(2), worker(3), worker(4)]);
    const state = openSqliteState(path);
    expect(await state.accounts.list('acme')).toHaveLength(800);
    await state.close();
  });

  test('together never pass the cap of a day', async () => {
    const spender = () =>
      inProcess(`for (let index = 0; index < 100; index += 1)
        await state.spend.spend('acme', '2026-11-01', 'ce', { amount: '0.01', currency: 'USD' }, { amount: '1', currency: 'USD' });`);
    await Promise.all([spender(), spender(), spender()]);
    const state = openSqliteState(path);
    expect(await state.spend.spent('acme', '2026-11-01')).toEqual({ amount: '1', currency: 'USD' });
    await state.close();
  });

  test('get a lease one at a time', async () => {
    const taker = (holder: string) =>
      inProcess(`const lease = await state.leases.acquire('publish', '${holder}', new Date(0), 1000);
        process.stdout.write(lease ? 'held' : 'refused');`);
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map(taker));
    expect(answers.map(({ stdout }) => stdout).toSorted()).toEqual(['held', 'refused', 'refused', 'refused']);
  });

  test('open a current home while another one writes, without waiting for it', async () => {
    await openSqliteState(path).close();
    const writer = new DatabaseSync(path);
    writer.exec('BEGIN IMMEDIATE');
    const state = openSqliteState(path);
    expect(await state.accounts.list('acme')).toEqual([]);
    writer.exec('ROLLBACK');
    writer.close();
    await state.close();
  });
});

test('a home of the first version opens, with the units that it knew', async () => {
  const first = new DatabaseSync(path);
  first.exec(`${firstVersion}; PRAGMA application_id = ${0x434f7074}; PRAGMA user_version = 1`);
  first.exec(
    `INSERT INTO snapshots VALUES (1, 'acme', 's1', 'aws', 'inventory', 'r1', '2026-11-01T00:00:00.000Z', 1, '[]', 'full')`,
  );
  const written = {
    words: ['aws', '1', 'eu-west-1', 'ec2:volume', 'ok', '2026-11-01T00:00:00.000Z'],
    ...{ cloud: [0], account: [1], region: [2], type: [3], status: [4], collectedAt: [5], gaps: {} },
  };
  first
    .prepare('INSERT INTO snapshot_coverage (organisation, snapshot, units) VALUES (?, ?, ?)')
    .run('acme', 's1', zstdCompressSync(JSON.stringify(written)));
  first.close();
  const state = openSqliteState(path);
  expect(await state.catalogue.coverage('s1')).toEqual([
    {
      ...{ cloud: 'aws', account: '1', region: 'eu-west-1', type: 'ec2:volume', status: 'ok', gaps: [] },
      collectedAt: '2026-11-01T00:00:00.000Z',
    },
  ]);
  expect((await state.catalogue.units('s1')).account.words).toEqual(['1']);
  await state.close();
});

describe('what the user can mend is said', () => {
  const message = (): string => {
    try {
      openSqliteState(path);
    } catch (error) {
      if (error instanceof UserError) return error.message;
      throw error;
    }
    return 'opened';
  };

  test('no database', () => {
    writeFileSync(path, 'a text that is long enough to be no database '.repeat(100));
    expect(message()).toContain('is no database of ours');
  });

  test("another program's database", () => {
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE notes (note TEXT)');
    other.close();
    expect(message()).toContain("another program's database");
  });

  test('written by a newer version', async () => {
    await openSqliteState(path).close();
    const newer = new DatabaseSync(path);
    newer.exec('PRAGMA user_version = 999');
    newer.close();
    expect(message()).toContain('newer version');
  });

  test('no such folder', () => {
    path = join(home, 'missing', 'state.db');
    expect(message()).toContain('could not be opened');
  });

  test('a full disk, and nothing of the transaction is left', async () => {
    const state = openSqliteState(path);
    await state.runs.start({
      id: 'run',
      organisation: 'acme',
      what: [],
      status: 'running',
      startedAt: '',
      unitsDone: 0,
      unitsTotal: 0,
      accounts: [],
    });
    await state.close();
    // A small file system would need root; a limit on the file is reported by the same code.
    const { stdout } = await execute('/bin/bash', [
      '-c',
      `trap '' XFSZ; ulimit -f 400; exec "$0" --input-type=module -e "$1"`,
      process.execPath,
      `const { openSqliteState } = await import(${JSON.stringify(new URL('./state.ts', import.meta.url).href)});
       const state = openSqliteState(${JSON.stringify(path)});
       const outcome = { cloud: 'aws', account: '1', region: 'r', type: 't', status: 'ok', collectedAt: '', durationMs: 1, rows: 1, gaps: [] };
       try { await state.runs.stage('acme', 'run', 'inventory', outcome, new Uint8Array(10_000_000)); }
       catch (error) { process.stdout.write(error.name + ': ' + error.message); }`,
    ]);
    expect(stdout).toMatch(/^UserError: .*(disk|full)/);
    const again = openSqliteState(path);
    expect(await again.runs.staged('acme', 'run', 'inventory')).toEqual([]);
    await again.close();
  });

  test.runIf(process.getuid?.() === 0)('a home that belongs to somebody else', async () => {
    await openSqliteState(path).close();
    // The folder itself is closed to others (0700), so that the other user can't even see the file.
    await expect(inProcess('', 65_534)).rejects.toThrow(/UserError: .*(could not be opened|read-only)/);
  });
});
