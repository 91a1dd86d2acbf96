import { randomUUID } from 'node:crypto';
import { link, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fileScheme } from '../clouds/secrets/file.ts';
import type { Secrets } from '../clouds/secrets.ts';
import { UserError } from '../model/errors.ts';
import {
  type MasterKey,
  type MasterKeySource,
  masterKeyIn,
  masterKeyText,
  newMasterKey,
} from '../store/connections/master-key.ts';
import { syncFolder } from '../store/sync-folder.ts';

export interface MasterKeyPlaces {
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The setting credentials.master_key. */
  readonly reference: string | undefined;
  readonly secrets: Secrets;
  warn(sentence: string): void;
}

/** The file in the home, where nothing else is said. Whoever changes it holds the lease of the keys. */
export interface HomeKey {
  readonly path: string;
  /** The key beside, where an earlier change was interrupted after the database had begun to need it. */
  unfinished(needed: readonly string[]): Promise<MasterKey | undefined>;
  /** A new key beside the one in use; to be followed by `adopt` once everything is wrapped by it. */
  prepare(): Promise<MasterKey>;
  /** That key takes the place of the one in use, which stays beside it for backups of the database. Returns where it stays. */
  adopt(key: MasterKey): Promise<string>;
  /** Where the key in use stays once another, which is kept elsewhere, took its place; undefined where it is the same. */
  replacedBy(key: MasterKey): Promise<string | undefined>;
  /** The files of keys beside that nobody needs: of changes that were killed before anything was wrapped by theirs. */
  abandoned(needed: readonly string[]): Promise<readonly string[]>;
  discard(abandoned: readonly string[]): Promise<void>;
  /** Takes away what was left by whoever was killed while writing a key. */
  sweepDrafts(): Promise<void>;
}

export interface MasterKeys extends MasterKeySource {
  /** Undefined where the environment or the settings say where the key is. */
  readonly file: HomeKey | undefined;
}

const VARIABLE = 'CLOUDOPTIMA_MASTER_KEY';

/** The master key: of the environment, or where the settings say, or a file in the home that is made for the first connection. */
export function masterKeys({ home, environment, reference, secrets, warn }: MasterKeyPlaces): MasterKeys {
  const text = environment[VARIABLE];
  if (text) return given(VARIABLE, async () => text);
  if (reference !== undefined) return given(reference, (refused) => secrets.resolve(reference, refused));
  return inHome(join(home, 'master.key'), warn);
}

/** @param read the text of the key; another than what was refused, where there is another by now. */
function given(place: string, read: (refused?: string) => Promise<string>): MasterKeys {
  async function keyFor(needed: readonly string[]): Promise<MasterKey> {
    const text = await read();
    const key = masterKeyIn(text, place);
    if (needed.length === 0 || needed.includes(key.id)) return key;
    // What a service answered serves for minutes, and the key may have been changed there since.
    return masterKeyIn(await read(text), place);
  }
  return {
    place,
    find: async (wanted) => [await keyFor(wanted === undefined ? [] : [wanted])],
    findOrMake: keyFor,
    file: undefined,
  };
}

// `<key>.new` is what earlier versions called a new key.
const BESIDE = /^\.(?:[0-9a-f]{16}|new)$/;
const DRAFT = /^\.[0-9a-f-]{36}\.tmp$/;

interface FoundKey {
  readonly path: string;
  /** The key, or why there is none. */
  readonly key: MasterKey | UserError;
}

function inHome(path: string, warn: (sentence: string) => void): MasterKeys {
  const old = `${path}.old`;
  const file = fileScheme(warn);

  async function read(one: string): Promise<FoundKey[]> {
    if (!(await exists(one))) return [];
    try {
      return [{ path: one, key: masterKeyIn(await file.read([pathToFileURL(one).href], one), one) }];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return [{ path: one, key: error }];
    }
  }
  const readBeside = async () => (await Promise.all((await filesLike(path, BESIDE)).map(read))).flat();

  /** The one in use first. What lies beside is read before it: a key that is adopted meanwhile is then seen in one of two places. */
  async function everyKey(): Promise<FoundKey[]> {
    const beside = await readBeside();
    const current = await read(path);
    return [...current, ...beside, ...(await read(old))];
  }

  return {
    place: path,
    async find(wanted) {
      const found = await everyKey();
      const keys = keysIn(found);
      if (!keys.some(({ id }) => id === wanted)) throwUnreadable(found);
      return keys;
    },
    async findOrMake(needed) {
      const found = await everyKey();
      const used = keysIn(found).find(({ id }) => needed.includes(id));
      const current = found.filter((one) => one.path === path);
      if (!used) throwUnreadable(current);
      return used ?? keysIn(current)[0] ?? (await make(path));
    },
    file: {
      path,
      unfinished: async (needed) => keysIn(await readBeside()).find(({ id }) => needed.includes(id)),
      async prepare() {
        const made = newMasterKey();
        await put(`${path}.${made.id}`, made, path);
        return made;
      },
      async adopt({ id }) {
        const beside = (await readBeside()).find(({ key }) => 'id' in key && key.id === id);
        const [current] = keysIn(await read(path));
        if (current && current.id !== id) await put(old, current, path);
        // Where it isn't beside any more it was adopted by whoever finished this.
        if (beside) await move(beside.path, path);
        return old;
      },
      async replacedBy({ id }) {
        const [current] = keysIn(await read(path));
        return current && current.id !== id ? path : undefined;
      },
      async abandoned(needed) {
        const beside = await readBeside();
        return beside.flatMap(({ path: one, key }) => ('id' in key && !needed.includes(key.id) ? one : []));
      },
      discard: remove,
      sweepDrafts: async () => remove(await filesLike(path, DRAFT)),
    },
  };
}

const keysIn = (found: readonly FoundKey[]): MasterKey[] => found.flatMap(({ key }) => ('id' in key ? key : []));

function throwUnreadable(found: readonly FoundKey[]): void {
  for (const { key } of found) if (key instanceof UserError) throw key;
}

async function exists(path: string): Promise<boolean> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new UserError(`${path}, where the master key is, can't be read (${error.code ?? 'unknown reason'}).`);
  });
  await file?.close();
  return file !== undefined;
}

/** The files beside one that are called like it, with an end of that form. */
async function filesLike(path: string, end: RegExp): Promise<string[]> {
  const [folder, name] = [dirname(path), basename(path)];
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new UserError(`${folder}, where the master key is, can't be read (${error.code ?? 'unknown reason'}).`);
  });
  const isLike = (one: string) => one.startsWith(name) && end.test(one.slice(name.length));
  return names.filter(isLike).map((one) => join(folder, one));
}

/** A key where there is none yet: the one of whoever is first. */
async function make(path: string): Promise<MasterKey> {
  const made = newMasterKey();
  const draft = await writeDraft(path, made);
  try {
    await link(draft, path);
    await syncFolder(dirname(path));
    return made;
  } catch (error) {
    // Whoever was faster has made it, and may have swept this draft.
    if (!['EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw notWritten(path, error);
    const text = await readFile(path, 'utf8').catch(() => Promise.reject(notWritten(path, error)));
    return masterKeyIn(text, path);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Whole or not at all: what reads at the same time, or after a crash, sees what was there before or this. */
async function put(target: string, key: MasterKey, path: string): Promise<void> {
  const draft = await writeDraft(path, key);
  try {
    await move(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
    await syncFolder(dirname(to));
  } catch (error) {
    throw notWritten(to, error);
  }
}

/** On the disk before anything is encrypted under it. */
async function writeDraft(path: string, key: MasterKey): Promise<string> {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${masterKeyText(key)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    return draft;
  } catch (error) {
    await rm(draft, { force: true });
    throw notWritten(path, error);
  }
}

async function remove(paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(path, { force: true });
}

function notWritten(path: string, error: unknown): UserError {
  const { code } = error as NodeJS.ErrnoException;
  return new UserError(`The master key can't be written to ${path} (${code ?? 'unknown reason'}).`, { cause: error });
}
