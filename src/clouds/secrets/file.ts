import { open, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../model/errors.ts';
import { MOST_SECRET_BYTES } from './limits.ts';
import type { SecretScheme } from './scheme.ts';

const OTHERS = 0o077;

/**
 * `file:///<path>`: a whole file, without the end of its last line.
 * @param warn told where others than the owner may read it, each time it is read.
 */
export const fileScheme = (warn: (sentence: string) => void): SecretScheme => ({
  name: 'file',
  isRemote: false,
  async read([url = '']) {
    const path = pathOf(url);
    const { text, mode } = await secretFile(path);
    // Windows has no such permissions.
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0)
      warn(`${path} holds a secret and may be read by others than its owner: chmod 600 it.`);
    const secret = text.replace(/\r?\n$/, '');
    if (secret === '') throw new UserError(`${path} is empty, where the configuration says a secret is.`);
    return secret;
  },
});

/** A whole file, where the configuration says that a secret is. @throws UserError for what is none, without opening it. */
export async function secretFile(path: string): Promise<{ readonly text: string; readonly mode: number }> {
  const { bytes, mode } = await contentOf(path);
  return { text: textIn(bytes, path), mode };
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    throw new UserError('A secret is kept in a file whose path can’t be read: it is written file:///<path>.');
  }
}

async function contentOf(path: string): Promise<{ readonly bytes: Buffer; readonly mode: number }> {
  try {
    // Looked at before it is opened: opening a pipe waits for whoever writes.
    const found = await stat(path);
    if (!found.isFile()) throw new UserError(`${path} is no file, where the configuration says a secret is.`);
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_SECRET_BYTES + 1));
      if (bytesRead > MOST_SECRET_BYTES) throw tooLong(path);
      return { bytes: buffer.subarray(0, bytesRead), mode: found.mode };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new UserError(
      `${path}, where the configuration says a secret is, can't be read (${code}): check the path and who may read it.`,
    );
  }
}

const tooLong = (path: string): UserError =>
  new UserError(`${path} is no secret: it has more than ${MOST_SECRET_BYTES} bytes.`);

function textIn(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`${path}, where the configuration says a secret is, is no text in UTF-8.`);
  }
}
