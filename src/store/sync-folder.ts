import { open } from 'node:fs/promises';

/** A renamed file is only as safe as its folder's entry. Windows keeps entries by itself and can't open a folder. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
