import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
// The first byte, so that a later way to seal can be told from this one.
const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

export const KEY_BYTES = 32;

/** What a seal is for, beside its content: it opens for exactly these. */
export type Bound = readonly (string | number)[];

// A list in JSON can't be read as another list, whatever is in it.
const boundBytes = (bound: Bound): Uint8Array => Buffer.from(JSON.stringify(bound));

/** Encrypted and authenticated (AES-256-GCM), under a nonce of its own. */
export function seal(key: Uint8Array, content: Uint8Array, bound: Bound): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundBytes(bound));
  const text = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.getAuthTag(), text]);
}

/** The content; undefined under another key, for something else, or when a bit of it was changed. */
export function unseal(key: Uint8Array, sealed: Uint8Array, bound: Bound): Uint8Array | undefined {
  if (sealed.length < HEAD_BYTES || sealed[0] !== FORMAT) return undefined;
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(boundBytes(bound));
  decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES));
  const text = decipher.update(sealed.subarray(HEAD_BYTES));
  try {
    return Buffer.concat([text, decipher.final()]);
  } catch {
    // The only thing that can fail here is the proof that nothing was changed.
    return undefined;
  }
}
