import { createHmac, randomBytes } from 'node:crypto';
import { UserError } from '../../model/errors.ts';
import { KEY_BYTES } from './seal.ts';

/** What the keys of the organisations are wrapped by. It is kept outside of the store. */
export interface MasterKey {
  /** Tells keys apart, and nothing of the key. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Where master keys come from. */
export interface MasterKeySource {
  /**
   * Those that are at hand, the one in use first: several where the key was changed.
   * @param wanted the id of one. While it is among them, what can't be read beside it is passed over. @throws UserError
   */
  find(wanted?: string): Promise<readonly MasterKey[]>;
  /**
   * One for the first connection of an organisation, made where none is said.
   * @param needed the ids of the keys that others use: one of these, where it is at hand.
   */
  findOrMake(needed: readonly string[]): Promise<MasterKey>;
  /** Where it comes from, or would, for a sentence. */
  readonly place: string;
}

const masterKey = (bytes: Uint8Array): MasterKey => ({
  id: createHmac('sha256', bytes).update('cloudoptima master key').digest('hex').slice(0, 16),
  bytes,
});

export const newMasterKey = (): MasterKey => masterKey(randomBytes(KEY_BYTES));

export const masterKeyText = ({ bytes }: MasterKey): string => Buffer.from(bytes).toString('base64');

/** @throws UserError that names the place, and nothing of what was found there. */
export function masterKeyIn(text: string, place: string): MasterKey {
  const plain = text.trim().replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Buffer.from(plain, 'base64');
  // Node skips whatever is no base64.
  const isWhole = bytes.toString('base64').replace(/=+$/, '') === plain.replace(/=+$/, '');
  if (isWhole && bytes.length === KEY_BYTES) return masterKey(bytes);
  throw new UserError(
    `${place} holds no master key: expected ${KEY_BYTES} bytes in base64, as \`openssl rand -base64 32\` makes them.`,
  );
}
