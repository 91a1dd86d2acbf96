import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type * as DuckDb from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { userErrorOf } from './duckdb-errors.ts';
import { bind, type Parameters, plainRows } from './duckdb-values.ts';
import { once } from './once.ts';
import { workName } from './work-name.ts';

/** What can be asked with one connection, one query at a time. */
export interface Session {
  /** Rows as plain objects: see `plain` for what a value becomes. A parameter is `$1` of an array or `$name` of a record. */
  all<T>(sql: string, parameters?: Parameters, signal?: AbortSignal): Promise<T[]>;
  run(sql: string, parameters?: Parameters, signal?: AbortSignal): Promise<void>;
  /**
   * Columns of whole numbers without NULL, each as INTEGER. For millions of rows, which as objects would take seconds.
   * @throws RangeError unless there are so many rows.
   */
  integers(sql: string, rows: number): Promise<Int32Array[]>;
  /** As `all`, a few thousand rows at a time, so that a large answer is never held whole. */
  each<T>(sql: string, parameters?: Parameters, signal?: AbortSignal): AsyncIterable<T[]>;
  /** Gives the machine back what queries no longer use. The engine keeps it otherwise, for each thread that ever ran one. */
  releaseMemory(): Promise<void>;
}

/** An in-memory SQL engine over the lake's files. Queries run beside each other; ordinary tables are seen by all of them. */
export interface Engine extends Session {
  /** Several statements on one connection. Its temporary tables are gone afterwards. */
  session<T>(work: (session: Session) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface EngineOptions {
  /** Never more than 1024 unless it is said here. */
  readonly memoryMb?: number;
  readonly threads?: number;
  /** Spills go to a folder below it that belongs to this engine alone and is deleted with it. */
  readonly tempDirectory: string;
  readonly maxTempGb?: number;
}

const IDLE_CONNECTIONS = 4;

interface Opened {
  readonly library: typeof DuckDb;
  readonly instance: DuckDBInstance;
  /** As a setting. */
  readonly memoryLimit: string;
}

interface Connection {
  readonly session: Session;
  disconnect(): void;
}

/** Costs nothing until the first query: the native library is loaded then. */
export function openDuckDb(options: EngineOptions): Engine {
  const spills = join(options.tempDirectory, workName('duckdb'));
  const idle: Connection[] = [];
  const opened = once(() => open(options, spills));
  let closed = false;

  async function connect(): Promise<Connection> {
    if (closed) throw new Error('the engine is closed');
    const { library, instance, memoryLimit } = await opened();
    const ready = idle.pop();
    if (ready) return ready;
    const connection = await instance.connect();
    return { session: sessionOn(library, connection, memoryLimit), disconnect: () => connection.disconnectSync() };
  }

  function giveBack(connection: Connection): void {
    if (closed || idle.length >= IDLE_CONNECTIONS) connection.disconnect();
    else idle.push(connection);
  }

  async function withSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const connection = await connect();
    try {
      return await work(connection.session);
    } finally {
      giveBack(connection);
    }
  }

  return {
    all: (sql, parameters, signal) => withSession((session) => session.all(sql, parameters, signal)),
    run: (sql, parameters, signal) => withSession((session) => session.run(sql, parameters, signal)),
    integers: (sql, rows) => withSession((session) => session.integers(sql, rows)),
    releaseMemory: () => withSession((session) => session.releaseMemory()),
    async *each<T>(sql: string, parameters?: Parameters, signal?: AbortSignal) {
      const connection = await connect();
      try {
        yield* connection.session.each<T>(sql, parameters, signal);
      } finally {
        giveBack(connection);
      }
    },
    async session(work) {
      const connection = await connect();
      try {
        return await work(connection.session);
      } finally {
        // Not kept for others: the temporary tables go with it.
        connection.disconnect();
      }
    },
    async close() {
      closed = true;
      for (const connection of idle.splice(0)) connection.disconnect();
      (await opened.begun()?.catch(() => undefined))?.instance.closeSync();
      await rm(spills, { recursive: true, force: true });
    },
  };
}

async function open(options: EngineOptions, spills: string): Promise<Opened> {
  const library = await import('@duckdb/node-api');
  const { memoryMb = 1024, threads = 2, maxTempGb = 10 } = options;
  const memoryLimit = `${memoryMb}MiB`;
  const instance = await library.DuckDBInstance.create(':memory:', {
    memory_limit: memoryLimit,
    threads: String(threads),
    temp_directory: spills,
    max_temp_directory_size: `${maxTempGb}GiB`,
    // Nothing is downloaded at run time: parquet, json and icu are built in.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    custom_extension_repository: '',
  });
  const connection = await instance.connect();
  await connection.run("set global TimeZone = 'UTC'");
  connection.disconnectSync();
  return { library, instance, memoryLimit };
}

function sessionOn(library: typeof DuckDb, connection: DuckDBConnection, memoryLimit: string): Session {
  return {
    all: <T>(sql: string, parameters?: Parameters, signal?: AbortSignal) =>
      interruptible(connection, signal, async () => {
        const result = await connection.run(sql, ...bind(library, parameters));
        return plainRows<T>(library, result.deduplicatedColumnNames(), await result.getRows());
      }),
    run: (sql, parameters, signal) =>
      interruptible(connection, signal, async () => {
        await connection.run(sql, ...bind(library, parameters));
      }),
    async integers(sql, rows) {
      const result = await connection.run(sql);
      if (result.rowCount !== rows) throw new RangeError(`${result.rowCount} rows where ${rows} were expected`);
      const columns = result.columnNames().map(() => new Int32Array(rows));
      let start = 0;
      // The rows are there already: waiting for each two thousand of them takes twice as long as copying them.
      for (let index = 0; index < result.chunkCount; index++) {
        const chunk = result.getChunk(index);
        for (const [position, column] of columns.entries()) column.set(integersOf(library, chunk, position), start);
        start += chunk.rowCount;
      }
      return columns;
    },
    async *each<T>(sql: string, parameters?: Parameters, signal?: AbortSignal) {
      const result = await interruptible(connection, signal, () =>
        connection.stream(sql, ...bind(library, parameters)),
      );
      const names = result.deduplicatedColumnNames();
      for (;;) {
        const chunk = await interruptible(connection, signal, () => result.fetchChunk());
        if (!chunk || chunk.rowCount === 0) return;
        yield plainRows<T>(library, names, chunk.getRows());
      }
    },
    // To be told its limit, even the one that it has, is the only thing that makes the engine empty its allocator.
    async releaseMemory() {
      await connection.run(`SET memory_limit = ${literal(memoryLimit)}`);
    },
  };
}

function integersOf(library: typeof DuckDb, chunk: DuckDb.DuckDBDataChunk, index: number): Int32Array {
  const vector = chunk.getColumnVector(index);
  if (!(vector instanceof library.DuckDBIntegerVector)) throw new TypeError(`column ${index} is no INTEGER`);
  // The library has no accessor for its array, and item by item takes ten times as long.
  const items: unknown = Reflect.get(vector, 'items');
  return items instanceof Int32Array
    ? items
    : Int32Array.from({ length: chunk.rowCount }, (_, row) => vector.getItem(row) ?? 0);
}

// An interrupt that comes before the engine has begun is lost, so it is repeated until the query ends.
async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  query: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  let repeat: NodeJS.Timeout | undefined;
  const interrupt = () => {
    connection.interrupt();
    repeat = setInterval(() => connection.interrupt(), 20);
  };
  signal?.addEventListener('abort', interrupt, { once: true });
  try {
    return await query();
  } catch (error) {
    signal?.throwIfAborted();
    throw userErrorOf(error) ?? error;
  } finally {
    clearInterval(repeat);
    signal?.removeEventListener('abort', interrupt);
  }
}

/** A name as SQL, whatever is in it. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text as SQL, whatever is in it. For what can't be a parameter: file names, `COPY … TO`. */
export function literal(text: string): string {
  if (text.includes('\0')) throw new TypeError('a text with a NUL byte has no literal');
  return `'${text.replaceAll("'", "''")}'`;
}

/** A list of texts as SQL. */
export const literals = (texts: readonly string[]): string => `[${texts.map(literal).join(', ')}]`;
