import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fileScheme } from './clouds/secrets/file.ts';
import type { Secrets } from './clouds/secrets.ts';
import { UserError } from './model/errors.ts';
import {
  type MasterKey,
  type MasterKeySource,
  masterKeyIn,
  masterKeyText,
  newMasterKey,
} from './store/connections/master-key.ts';

export interface MasterKeyPlaces {
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The setting credentials.master_key. */
  readonly reference: string | undefined;
  readonly secrets: Secrets;
  warn(sentence: string): void;
}

/** The file in the home, where nothing else is said. */
export interface HomeKey {
  readonly path: string;
  /**
   * A new key beside the one in use; to be followed by `adopt` once everything is wrapped by it.
   * @param needed the ids of the keys in use: where an earlier change was interrupted, it may be the one beside.
   */
  prepare(needed: readonly string[]): Promise<MasterKey>;
  /** The new key takes the place of the old one, which stays beside it for backups of the database. Returns where it stays. */
  adopt(): Promise<string>;
}

export interface MasterKeys extends MasterKeySource {
  /** Undefined where the environment or the settings say where the key is. */
  readonly file: HomeKey | undefined;
}

const VARIABLE = 'CLOUDOPTIMA_MASTER_KEY';

/** The master key: of the environment, or where the settings say, or a file in the home that is made for the first connection. */
export function masterKeys({ home, environment, reference, secrets, warn }: MasterKeyPlaces): MasterKeys {
  const text = environment[VARIABLE];
  if (text) return given(VARIABLE, async () => masterKeyIn(text, VARIABLE));
  if (reference !== undefined)
    return given(reference, async () => masterKeyIn(await secrets.resolve(reference), reference));
  return inHome(join(home, 'master.key'), warn);
}

function given(place: string, read: () => Promise<MasterKey>): MasterKeys {
  return { place, find: async () => [await read()], findOrMake: read, file: undefined };
}

function inHome(path: string, warn: (sentence: string) => void): MasterKeys {
  const [next, old] = [`${path}.new`, `${path}.old`];
  const file = fileScheme(warn);
  async function read(one: string): Promise<MasterKey | undefined> {
    if (!(await exists(one))) return undefined;
    return masterKeyIn(await file.read([pathToFileURL(one).href], one), one);
  }
  // A change of keys that was interrupted leaves two: the database says which it needs.
  const find = async () => [await read(path), await read(next)].flatMap((key) => key ?? []);
  async function adopt(): Promise<string> {
    if (await exists(path)) await rename(path, old);
    await rename(next, path);
    return old;
  }
  return {
    place: path,
    find,
    async findOrMake() {
      const [known] = await find();
      if (known) return known;
      const made = newMasterKey();
      const draft = `${path}.${randomUUID()}.tmp`;
      await writeKey(draft, made);
      try {
        // Fails where another process was faster: its key is the one.
        await link(draft, path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw notWritten(path, error);
      } finally {
        await rm(draft, { force: true });
      }
      return (await read(path)) ?? made;
    },
    file: {
      path,
      async prepare(needed) {
        const [current, beside] = [await read(path), await read(next)];
        const isNeeded = (key: MasterKey | undefined) => key !== undefined && needed.includes(key.id);
        if (isNeeded(beside) && !isNeeded(current)) await adopt();
        const made = newMasterKey();
        await writeKey(next, made);
        return made;
      },
      adopt,
    },
  };
}

async function exists(path: string): Promise<boolean> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new UserError(`${path}, where the master key is, can't be read (${error.code ?? 'unknown reason'}).`);
  });
  await file?.close();
  return file !== undefined;
}

/** On the disk before anything is encrypted under it. */
async function writeKey(path: string, key: MasterKey): Promise<void> {
  try {
    await rm(path, { force: true });
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(`${masterKeyText(key)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw notWritten(path, error);
  }
}

function notWritten(path: string, error: unknown): UserError {
  const { code } = error as NodeJS.ErrnoException;
  return new UserError(`The master key can't be written to ${path} (${code ?? 'unknown reason'}).`, { cause: error });
}
