import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { UserError } from '../../model/errors.ts';
import { syncFolder } from '../sync-folder.ts';
import { isMissingFile, userErrorOf } from './duckdb-errors.ts';

/** Opening files is what a read over many of them costs: a million rows take 0.1 s from one, seconds from thousands. */
export const MOST_FILES = 64;
/** Longer than the longest query, and than the time between a file being written and being listed. */
export const GRACE_MS = 3_600_000;

const ORGANISATION = /^[a-z0-9][a-z0-9-]{0,62}$/;
const FOLDER = /^[a-z0-9][a-z0-9-]{0,62}$/;
const NAME = /^[a-z0-9-]+\/[a-z0-9-]+\/[a-z0-9-]+\/[0-9a-f-]+\.parquet$/;
const TIME = /\/([0-9a-f]{12})-[0-9a-f]+\.parquet$/;
const PARTIAL = '.partial';
const NOTE = '.unlisted';

/** A file that is being written under another name; nobody sees it until it is finished. */
export interface NewFile {
  /** What the catalogue will call it. */
  readonly name: string;
  /** Safe on the disk and under its name afterwards, or not there at all. Gives its size. */
  write(content: (path: string) => Promise<void>): Promise<number>;
}

/** The files below the lake's folder, by the names that the catalogue knows. */
export interface LakeFiles {
  /** `kind` is a cloud or a kind of source, `dataset` what is kept; nothing that a cloud named ever gets into a path. */
  newFile(organisation: string, kind: string, dataset: string, now: Date): Promise<NewFile>;
  path(name: string): string;
  /** The paths of what one read opens. @throws RangeError for more than 64. */
  paths(names: readonly string[]): string[];
  /**
   * Deletes what was found unlisted a grace period ago and still is: a reader may have been told of it just before. So the
   * first call that finds a file only notes when. Returns how many were deleted.
   */
  deleteUnlisted(
    organisation: string,
    listed: () => Promise<ReadonlySet<string>>,
    now: Date,
    graceMs?: number,
  ): Promise<number>;
}

/** @throws UserError unless it can be a folder on every system and an object's key in every cloud. */
export function checkOrganisation(organisation: string): string {
  if (!ORGANISATION.test(organisation))
    throw new UserError(
      `The organisation "${organisation.slice(0, 70)}" must be at most 63 small letters, digits and hyphens, and begin with no hyphen.`,
    );
  return organisation;
}

export function lakeFiles(folder: string): LakeFiles {
  const path = (name: string): string => {
    if (!NAME.test(name)) throw new RangeError(`not a file of the lake: ${name.slice(0, 100)}`);
    return join(folder, name);
  };
  return {
    path,
    paths(names) {
      const distinct = [...new Set(names)];
      if (distinct.length > MOST_FILES)
        throw new RangeError(`a read of ${distinct.length} files; at most ${MOST_FILES} are opened at once`);
      return distinct.map(path);
    },
    newFile: (organisation, kind, dataset, now) =>
      mendable(async () => {
        for (const part of [kind, dataset])
          if (!FOLDER.test(part)) throw new RangeError(`no folder of the lake may be called ${part.slice(0, 70)}`);
        const name = `${checkOrganisation(organisation)}/${kind}/${dataset}/${timeOrderedId(now)}.parquet`;
        await mkdir(dirname(path(name)), { recursive: true, mode: 0o700 });
        return { name, write: (content) => mendable(() => writeWhole(path(name), now, content)) };
      }),
    deleteUnlisted: (organisation, listed, now, graceMs = GRACE_MS) =>
      deleteUnlisted(folder, checkOrganisation(organisation), listed, now, graceMs),
  };
}

/** Reads what is the latest; once more, with what is the latest then, when a file of it is gone. */
export const readLatest = async <S, T>(latest: () => Promise<S>, read: (snapshot: S) => Promise<T>): Promise<T> =>
  readAgain(await latest(), latest, read);

/** Reads what one was told of; once more, with what is told then, when a file of it is gone. */
export async function readAgain<S, T>(
  told: S,
  toldNow: () => Promise<S>,
  read: (snapshot: S) => Promise<T>,
): Promise<T> {
  try {
    return await read(told);
  } catch (error) {
    if (!isMissingFile(error)) throw error;
    return await read(await toldNow());
  }
}

/** When a file of the lake was made, as its name tells; ISO 8601. */
export function writtenAt(name: string): string {
  const time = TIME.exec(name)?.[1];
  if (time === undefined) throw new RangeError(`not a file of the lake: ${name.slice(0, 100)}`);
  return new Date(Number.parseInt(time, 16)).toISOString();
}

async function writeWhole(path: string, now: Date, content: (path: string) => Promise<void>): Promise<number> {
  const partial = `${path}${PARTIAL}`;
  try {
    await content(partial);
    const bytes = await sync(partial, now);
    await rename(partial, path);
    await syncFolder(dirname(path));
    return bytes;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function sync(path: string, now: Date): Promise<number> {
  const file = await open(path, 'r+');
  try {
    await file.utimes(now, now);
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

async function deleteUnlisted(
  folder: string,
  organisation: string,
  listed: () => Promise<ReadonlySet<string>>,
  now: Date,
  graceMs: number,
): Promise<number> {
  const before = now.getTime() - graceMs;
  // The folder first: a file that is written and listed meanwhile is then in the list, if it is in the folder.
  const times = await fileTimes(folder, organisation);
  const kept = await listed();
  let deleted = 0;
  for (const [name, time] of times) {
    const note = `${name}${NOTE}`;
    if (name.endsWith(NOTE) || time >= before) continue;
    if (kept.has(name)) {
      if (times.has(note)) await rm(join(folder, note), { force: true });
    } else if (name.endsWith(PARTIAL) || (times.get(note) ?? before) < before) {
      // Nobody reads what is half-written.
      await rm(join(folder, name), { force: true });
      await rm(join(folder, note), { force: true });
      deleted += 1;
    } else if (!times.has(note)) await writeNote(join(folder, note), now);
  }
  return deleted;
}

// Its time says since when the file beside it is known to be unlisted.
async function writeNote(path: string, now: Date): Promise<void> {
  await writeFile(path, '', { mode: 0o600 });
  await utimes(path, now, now);
}

/** When each file of ours was last written, in milliseconds, by its name below the lake. */
async function fileTimes(folder: string, organisation: string): Promise<Map<string, number>> {
  const entries = await readdir(join(folder, organisation), { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => unlessMissing(error) ?? [],
  );
  const times = new Map<string, number>();
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).replaceAll('\\', '/');
    if (!entry.isFile() || !NAME.test(name.replace(/(\.partial|\.unlisted)$/, ''))) continue;
    const modified = await stat(path).then(({ mtimeMs }) => mtimeMs, unlessMissing);
    if (modified !== undefined) times.set(name, modified);
  }
  return times;
}

/** Sorts by when it was made, which `writtenAt` reads; 80 random bits keep it from ever being reused. */
function timeOrderedId(now: Date): string {
  return `${now.getTime().toString(16).padStart(12, '0')}-${randomBytes(10).toString('hex')}`;
}

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  return undefined;
}

async function mendable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw userErrorOf(error) ?? error;
  }
}
