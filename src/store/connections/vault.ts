import { randomBytes, randomUUID } from 'node:crypto';
import type { CloudName } from '../../model/cloud.ts';
import { UserError } from '../../model/errors.ts';
import type { ConnectionState, Lease, SealedConnection, WrappedKey } from '../state.ts';
import type { MasterKey, MasterKeySource } from './master-key.ts';
import { type Bound, KEY_BYTES, seal, unseal } from './seal.ts';

/** What is known of an added connection without any key. */
export type KeptConnection = Pick<SealedConnection, 'id' | 'cloud' | 'name' | 'addedAt'>;

/** What is sealed. */
export interface ConnectionContent {
  readonly settings: Readonly<Record<string, unknown>>;
  /** By the setting that they are of. */
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * The added connections of one organisation. Whoever can read the database alone can open none of them. What wraps a key is done
 * under the lease of the keys, so that no key is put away which somebody is about to need.
 */
export interface ConnectionVault {
  /** By name. Needs no key. */
  list(): Promise<readonly KeptConnection[]>;
  /** @throws UserError where the master key is missing or another, or the row was changed. */
  open(id: string): Promise<(KeptConnection & ConnectionContent) | undefined>;
  /** @throws UserError where there is one of that name, or the master key is missing or another. */
  add(
    connection: { readonly cloud: CloudName; readonly name: string } & ConnectionContent,
    now: Date,
    lease: Lease,
  ): Promise<void>;
  remove(id: string): Promise<boolean>;
  /**
   * Wraps the keys of every organisation anew, and returns how many these are. The connections stay as they are.
   * @throws UserError where one of them can't be opened; then all stay as they were.
   */
  rewrap(to: MasterKey, lease: Lease): Promise<number>;
  /** The ids of the master keys that are needed. */
  masterKeys(): Promise<readonly string[]>;
}

interface OpenKey {
  readonly wrapped: WrappedKey;
  readonly bytes: Uint8Array;
}

const boundOfKey = ({ organisation, id }: Pick<WrappedKey, 'organisation' | 'id'>): Bound => [
  ...['connection key', organisation, id],
];
const boundOf = ({ organisation, id, cloud, name, version, addedAt, key }: Omit<SealedConnection, 'sealed'>): Bound => [
  ...['connection', organisation, id, cloud, name, version, addedAt, key],
];
const kept = ({ id, cloud, name, addedAt }: SealedConnection): KeptConnection => ({ id, cloud, name, addedAt });

// Each means that somebody removed the last connection in between.
const MOST_TRIES = 5;

export function connectionVault(
  state: ConnectionState,
  organisation: string,
  masterKeys: MasterKeySource,
): ConnectionVault {
  async function unwrap(wrapped: WrappedKey): Promise<Uint8Array> {
    const found = await masterKeys.find(wrapped.masterKey);
    const master = found.find(({ id }) => id === wrapped.masterKey);
    if (!master) throw wrongKey(wrapped, found, masterKeys.place);
    const bytes = unseal(master.bytes, wrapped.wrapped, boundOfKey(wrapped));
    if (bytes?.length === KEY_BYTES) return bytes;
    throw new UserError(
      'The key of the added connections was changed outside of CloudOptima: restore state.db from a backup, or remove the connections (`cloudoptima accounts remove`) and add them again.',
    );
  }

  const masterKeyIds = async () => [...new Set((await state.keys()).map(({ masterKey }) => masterKey))];

  async function keyForNew(): Promise<OpenKey> {
    const known = await state.key(organisation);
    if (known) return { wrapped: known, bytes: await unwrap(known) };
    const bytes = randomBytes(KEY_BYTES);
    const master = await masterKeys.findOrMake(await masterKeyIds());
    return { wrapped: wrap({ organisation, id: randomUUID() }, bytes, master), bytes };
  }

  return {
    list: async () => (await state.list(organisation)).map(kept),
    async open(id) {
      const connection = (await state.list(organisation)).find((one) => one.id === id);
      if (!connection) return undefined;
      const key = await state.key(organisation);
      const content = key && unseal(await unwrap(key), connection.sealed, boundOf(connection));
      if (!content) throw changed(connection);
      return { ...kept(connection), ...(JSON.parse(Buffer.from(content).toString()) as ConnectionContent) };
    },
    async add({ cloud, name, settings, secrets }, now, lease) {
      const content = Buffer.from(JSON.stringify({ settings, secrets } satisfies ConnectionContent));
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const { wrapped, bytes } = await keyForNew();
        const facts = {
          organisation,
          id: randomUUID(),
          cloud,
          name,
          version: 1,
          addedAt: now.toISOString(),
          key: wrapped.id,
        };
        const done = await state.add({ ...facts, sealed: seal(bytes, content, boundOf(facts)) }, wrapped, lease);
        if (done === 'added') return;
        if (done === 'name taken')
          throw new UserError(
            `There is a connection called "${name}" already: choose another name, or remove it first.`,
          );
      }
      throw new UserError('Connections are being removed at the same time: try again.');
    },
    remove: (id) => state.remove(organisation, id),
    async rewrap(to, lease) {
      const before = await state.keys();
      const after: WrappedKey[] = [];
      for (const key of before) after.push(wrap(key, await unwrap(key), to));
      if (await state.rewrap(before, after, lease)) return after.length;
      throw new UserError('Connections were added or removed at the same time, and no key was changed: try again.');
    },
    masterKeys: masterKeyIds,
  };
}

const wrap = (
  { organisation, id }: Pick<WrappedKey, 'organisation' | 'id'>,
  bytes: Uint8Array,
  master: MasterKey,
): WrappedKey => ({
  ...{ organisation, id, masterKey: master.id },
  wrapped: seal(master.bytes, bytes, boundOfKey({ organisation, id })),
});

function wrongKey({ masterKey }: WrappedKey, found: readonly MasterKey[], place: string): UserError {
  const there = found.map(({ id }) => id).join(' and ');
  const instead = there === '' ? `There is no key in ${place}` : `${place} holds key ${there}`;
  return new UserError(
    `The added connections are encrypted under master key ${masterKey}. ${instead}: put the right one back (CLOUDOPTIMA_MASTER_KEY, credentials.master_key or the file master.key in the home). ` +
      'Nothing was deleted. If it is lost, remove the connections (`cloudoptima accounts remove <name>`) and add them again.',
  );
}

const changed = ({ name }: SealedConnection): UserError =>
  new UserError(
    `The connection "${name}" was changed outside of CloudOptima and can't be opened: restore state.db from a backup, or remove it (\`cloudoptima accounts remove\`) and add it again.`,
  );
