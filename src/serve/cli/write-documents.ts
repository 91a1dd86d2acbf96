import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../model/errors.ts';
import type { RoleDocument } from '../../model/role-document.ts';

/** Writes documents into a folder and gives their paths. @throws UserError where one is there already: it is left as it is. */
export async function writeDocuments(folder: string, documents: readonly RoleDocument[]): Promise<string[]> {
  const paths: string[] = [];
  try {
    for (const { file, text } of documents) {
      const path = resolve(join(folder, file));
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text, { flag: 'wx', mode: file.endsWith('.sh') ? 0o700 : 0o600 });
      paths.push(path);
    }
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const why = code === 'EEXIST' ? 'is there already and was left as it is' : `can't be written (${code})`;
    throw new UserError(`${path ?? folder} ${why}. Choose another folder.`, { cause: error });
  }
  return paths;
}
