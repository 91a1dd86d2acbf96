import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { NOW, testFolder, testLease } from '../fixtures.ts';
import type { SealedConnection } from '../state.ts';
import { connectionState } from './connections.ts';
import { type Database, openDatabase } from './database.ts';
import { leaseState } from './leases.ts';

// What SQLite calls them.
const [NORMAL, FULL] = [1, 2];

function opened(): Database {
  const database = openDatabase(join(testFolder(), 'state.db'));
  onTestFinished(() => database.close());
  return database;
}
const level = (database: Database) => database.get<{ synchronous: number }>('PRAGMA synchronous')?.synchronous;

test('what is done durably is on the disk when it ends, and only that', () => {
  const database = opened();
  expect([level(database), database.durably(() => level(database)), level(database)]).toEqual([NORMAL, FULL, NORMAL]);
  const fail = () => {
    throw new Error('no');
  };
  expect(() => database.durably(fail)).toThrow('no');
  expect(level(database)).toBe(NORMAL);
});

test('keys are wrapped anew durably: the old master key is put away next', async () => {
  const database = opened();
  const levels: unknown[] = [];
  const watched: Database = {
    ...database,
    run(sql, ...values) {
      if (sql.includes('connection_keys')) levels.push(level(database));
      return database.run(sql, ...values);
    },
  };
  const connections = connectionState(watched);
  const lease = await testLease({ state: { leases: leaseState(database) } });
  const key = { organisation: 'acme', id: 'key', masterKey: 'master', wrapped: Uint8Array.of(1) };
  const connection: SealedConnection = {
    ...{ organisation: 'acme', id: 'a', cloud: 'aws', name: 'web', version: 1, key: 'key' },
    ...{ addedAt: NOW.toISOString(), sealed: Uint8Array.of(0) },
  };
  await connections.add(connection, key, lease);
  levels.length = 0;
  await connections.rewrap(await connections.keys(), [{ ...key, wrapped: Uint8Array.of(2) }], lease);
  expect(levels).toEqual([FULL]);
});
