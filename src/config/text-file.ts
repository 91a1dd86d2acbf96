import { readFile, stat } from 'node:fs/promises';
import { UserError } from '../model/errors.ts';

/**
 * The text of a file that people write; undefined where there is none. What never ends, or never begins, isn't opened.
 * @throws UserError that names the file and says why it is none.
 */
export async function textFile(path: string, mostBytes: number): Promise<string | undefined> {
  let bytes: Buffer;
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new UserError(`${path} is no file${found.isDirectory() ? ' but a folder' : ''}.`);
    if (found.size > mostBytes)
      throw new UserError(`${path} has ${found.size} bytes; at most ${mostBytes} are read. Is it the right file?`);
    bytes = await readFile(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UserError(`${path} can't be read (${code ?? 'unknown reason'}): check who may read it.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`${path} is no text in UTF-8: save it as such.`);
  }
}
