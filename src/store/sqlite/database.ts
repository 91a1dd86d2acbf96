import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { UserError } from '../../model/errors.ts';
import { userErrorOf } from './errors.ts';
import { migrations } from './migrations.ts';

const BUSY_TIMEOUT_MS = 15_000;
// Tells our file from any other program's database.
const APPLICATION_ID = 0x434f7074;

/** The rows are what the query selects; nothing is checked here. */
export interface Database {
  get<T>(sql: string, ...values: SQLInputValue[]): T | undefined;
  all<T>(sql: string, ...values: SQLInputValue[]): T[];
  /** How many rows were changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** Takes the leave to write first, so that what the work reads is still so when it commits. */
  transaction<T>(work: () => T): T;
  /** A transaction that is on the disk when it ends: what is done next, outside of the database, can't be undone. */
  durably<T>(work: () => T): T;
  close(): void;
}

/** Opens the file, made and brought up to date where needed. @throws UserError for what the user can mend. */
export function openDatabase(path: string): Database {
  const translated = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw userErrorOf(error, path) ?? error;
    }
  };
  const connection = translated(() => new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS }));
  try {
    translated(() => prepareFile(connection, path));
  } catch (error) {
    connection.close();
    throw error;
  }
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const statement = statements.get(sql) ?? connection.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    get: <T>(sql: string, ...values: SQLInputValue[]) =>
      translated(() => prepared(sql).get(...values) as T | undefined),
    all: <T>(sql: string, ...values: SQLInputValue[]) => translated(() => prepared(sql).all(...values) as T[]),
    run: (sql, ...values) => translated(() => Number(prepared(sql).run(...values).changes)),
    transaction: (work) => translated(() => inTransaction(connection, work)),
    durably(work) {
      connection.exec('PRAGMA synchronous = FULL');
      try {
        return translated(() => inTransaction(connection, work));
      } finally {
        connection.exec('PRAGMA synchronous = NORMAL');
      }
    },
    close: () => connection.close(),
  };
}

function inTransaction<T>(connection: DatabaseSync, work: () => T): T {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    connection.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk has ended the transaction already.
    if (connection.isTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

function prepareFile(connection: DatabaseSync, path: string): void {
  refuseForeign(connection, path);
  // Setting what is set already takes no lock; several processes start at once.
  if (pragma(connection, 'journal_mode') !== 'wal') useWriteAheadLog(connection);
  connection.exec('PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
  if (pragma(connection, 'user_version') === migrations.length) return;
  inTransaction(connection, () => {
    // Read again: another process may have migrated while this one waited.
    refuseForeign(connection, path);
    for (const migration of migrations.slice(Number(pragma(connection, 'user_version')))) connection.exec(migration);
    connection.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${migrations.length}`);
  });
}

function refuseForeign(connection: DatabaseSync, path: string): void {
  const version = Number(pragma(connection, 'user_version'));
  const ours = pragma(connection, 'application_id') === APPLICATION_ID;
  const empty = connection.prepare('SELECT count(*) = 0 AS empty FROM sqlite_schema').get()?.empty === 1;
  if (!ours && !(empty && version === 0))
    throw new UserError(`${path} is another program's database: choose another home folder, or move the file away.`);
  if (version > migrations.length)
    throw new UserError(
      `${path} was written by a newer version of CloudOptima: update this one, or choose another home.`,
    );
}

// Leaving the rollback journal needs the file alone, and that wait does not heed the busy timeout.
function useWriteAheadLog(connection: DatabaseSync): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let attempt = 0; ; attempt += 1) {
    try {
      connection.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      const busy = error instanceof Error && 'errcode' in error && Number(error.errcode) % 256 === 5;
      if (!busy || attempt === 200) throw error;
      Atomics.wait(pause, 0, 0, 10);
    }
  }
}

const pragma = (connection: DatabaseSync, name: 'journal_mode' | 'user_version' | 'application_id'): unknown =>
  connection.prepare(`PRAGMA ${name}`).get()?.[name];
