import type { CloudName } from '../../model/cloud.ts';
import type { ConnectionState, SealedConnection, WrappedKey } from '../state.ts';
import type { Database } from './database.ts';
import { checkFence } from './leases.ts';

interface ConnectionRow {
  readonly organisation: string;
  readonly id: string;
  readonly cloud: CloudName;
  readonly name: string;
  readonly version: number;
  readonly added_at: string;
  readonly key: string;
  readonly sealed: Uint8Array;
}

interface KeyRow {
  readonly organisation: string;
  readonly id: string;
  readonly master_key: string;
  readonly wrapped: Uint8Array;
}

const connectionOf = ({ added_at: addedAt, ...row }: ConnectionRow): SealedConnection => ({ ...row, addedAt });
const keyOf = ({ master_key: masterKey, ...row }: KeyRow): WrappedKey => ({ ...row, masterKey });

const findKey = (database: Database, organisation: string): WrappedKey | undefined => {
  const row = database.get<KeyRow>('SELECT * FROM connection_keys WHERE organisation = ?', organisation);
  return row && keyOf(row);
};

export function connectionState(database: Database): ConnectionState {
  return {
    async list(organisation) {
      const sql = 'SELECT * FROM connections WHERE organisation = ? ORDER BY name';
      return database.all<ConnectionRow>(sql, organisation).map(connectionOf);
    },
    async key(organisation) {
      return findKey(database, organisation);
    },
    async keys() {
      return database.all<KeyRow>('SELECT * FROM connection_keys ORDER BY organisation').map(keyOf);
    },
    async add({ organisation, id, cloud, name, version, addedAt, key, sealed }, wrapped, lease) {
      return database.transaction(() => {
        checkFence(database, lease);
        const known = findKey(database, organisation);
        if ((known ?? wrapped).id !== key) return 'stale';
        const taken = 'SELECT 1 FROM connections WHERE organisation = ? AND name = ?';
        if (database.get(taken, organisation, name)) return 'name taken';
        if (!known)
          database.run(
            'INSERT INTO connection_keys (organisation, id, master_key, wrapped) VALUES (?, ?, ?, ?)',
            ...[organisation, wrapped.id, wrapped.masterKey, wrapped.wrapped],
          );
        database.run(
          `INSERT INTO connections (organisation, id, cloud, name, version, added_at, key, sealed)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
          ...[organisation, id, cloud, name, version, addedAt, key, sealed],
        );
        return 'added';
      });
    },
    async remove(organisation, id) {
      return database.transaction(() => {
        const gone = database.run('DELETE FROM connections WHERE organisation = ? AND id = ?', organisation, id) > 0;
        database.run(
          `DELETE FROM connection_keys WHERE organisation = ?1
           AND NOT EXISTS (SELECT 1 FROM connections WHERE organisation = ?1)`,
          organisation,
        );
        return gone;
      });
    },
    async rewrap(before, after, lease) {
      // The key that it was wrapped by is put away next.
      return database.durably(() => {
        checkFence(database, lease);
        const known = database.all<KeyRow>('SELECT * FROM connection_keys ORDER BY organisation').map(keyOf);
        const same = (key: WrappedKey) => before.some((one) => Buffer.compare(one.wrapped, key.wrapped) === 0);
        if (known.length !== before.length || !known.every(same)) return false;
        for (const { organisation, masterKey, wrapped } of after)
          database.run(
            'UPDATE connection_keys SET master_key = ?, wrapped = ? WHERE organisation = ?',
            ...[masterKey, wrapped, organisation],
          );
        return true;
      });
    },
  };
}
