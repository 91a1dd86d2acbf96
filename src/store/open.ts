import { lstat, readdir, rm, stat } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../model/errors.ts';
import { chargeLake } from './lake/charges.ts';
import { openDuckDb } from './lake/duckdb.ts';
import { checkOrganisation, lakeFiles } from './lake/files.ts';
import { inventoryLake } from './lake/inventory.ts';
import type { LakeHome } from './lake/lake-home.ts';
import { metricLake } from './lake/metrics.ts';
import { isAtWork, isOurs } from './lake/work-name.ts';
import { makeFolder } from './make-folder.ts';
import { userErrorOf } from './sqlite/errors.ts';
import { openSqliteState } from './sqlite/state.ts';
import type { Store } from './store.ts';

const MEGABYTE = 2 ** 20;
const DAY_MS = 86_400_000;

export interface StoreOptions {
  /** The folder of everything that is kept; made where it is missing. */
  readonly home: string;
  readonly organisation: string;
  /** What processes that were killed a day before this left in the temporary folder is deleted; nothing without it. */
  readonly now?: Date;
  /** Of each engine: one reads, and another is there while something is published. */
  readonly memoryMb?: number;
  readonly threads?: number;
  readonly maxTempGb?: number;
}

/** Opens a home: the state at once, the engines at their first use. @throws UserError for what the user can mend. */
export async function openStore(options: StoreOptions): Promise<Store> {
  checkOrganisation(options.organisation);
  const lake = join(options.home, 'lake');
  const temporary = join(options.home, 'tmp');
  for (const folder of [options.home, lake, temporary]) await homeFolder(folder);
  if (options.now) await sweep(temporary, options.now.getTime() - DAY_MS);
  const state = openSqliteState(join(options.home, 'state.db'));
  const files = lakeFiles(lake);
  const {
    memoryMb = Math.min(1024, Math.floor(totalmem() / MEGABYTE / 4)),
    threads = Math.min(4, availableParallelism()),
    maxTempGb = 10,
  } = options;
  const openEngine = () => openDuckDb({ memoryMb, threads, maxTempGb, tempDirectory: temporary });
  const reader = openEngine();
  const home: LakeHome = {
    state,
    temporary,
    reader: () => reader,
    openEngine,
    paths: (snapshot, role) => files.paths(snapshot.files.filter((file) => file.role === role).map(({ name }) => name)),
    async writeFile(organisation, cloud, dataset, now, write) {
      const file = await files.newFile(organisation, cloud, dataset, now);
      return { name: file.name, bytes: await file.write(write) };
    },
    deleteUnlisted: (organisation, now) => files.deleteUnlisted(organisation, () => state.catalogue.listedFiles(), now),
  };
  return {
    state,
    inventory: inventoryLake(home),
    metrics: metricLake(home),
    charges: chargeLake(home, files),
    async close() {
      await reader.close();
      await state.close();
    },
  };
}

async function homeFolder(path: string): Promise<void> {
  try {
    await makeFolder(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw userErrorOf(error, path) ?? new UserError(`The folder ${path} can't be made (${code ?? 'unknown reason'}).`);
  }
}

async function sweep(folder: string, beforeMs: number): Promise<void> {
  // A link may lead to anybody's files.
  if ((await lstat(folder)).isSymbolicLink()) return;
  for (const name of await readdir(folder)) {
    if (!isOurs(name) || isAtWork(name)) continue;
    const path = join(folder, name);
    // Another process may be sweeping too.
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < beforeMs) await rm(path, { recursive: true, force: true });
  }
}
