import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../model/errors.ts';

// Primary result codes of SQLite; the extended ones have them in their low byte.
const [READ_ONLY, IO_ERROR, CORRUPT, FULL, CANNOT_OPEN, NOT_A_DATABASE, BUSY] = [8, 10, 11, 13, 14, 26, 5];

const words: Readonly<Record<number, string>> = {
  [READ_ONLY]: 'is read-only: check who owns the home folder and its permissions',
  [IO_ERROR]: 'could not be read or written: check the disk of the home folder',
  [CORRUPT]: 'is damaged: restore it from a backup, or move it away and collect again',
  [FULL]: 'could not be written because the disk is full: free some space in the home folder',
  [CANNOT_OPEN]: 'could not be opened: check that the home folder exists, who owns it and its permissions',
  [NOT_A_DATABASE]: 'is no database of ours: choose another home folder, or move the file away',
  [BUSY]: 'is busy: another process has been writing to it for too long; try again',
};

const byErrno: Readonly<Record<string, number>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EROFS: READ_ONLY,
  EACCES: READ_ONLY,
  EPERM: READ_ONLY,
  ENOTDIR: CANNOT_OPEN,
};

// What one piece of the index of its log takes: SQLite calls it an error of the disk where there is no room for that.
const LEAST_ROOM = 32_768;

function isFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < LEAST_ROOM;
  } catch {
    // Whoever can't say how much room there is says nothing of it.
    return false;
  }
}

function resultCode(error: Error, path: string): number | undefined {
  if ('errcode' in error && typeof error.errcode === 'number') {
    const code = error.errcode & 0xff;
    return code === IO_ERROR && isFull(path) ? FULL : code;
  }
  return 'code' in error && typeof error.code === 'string' ? byErrno[error.code] : undefined;
}

/** What the user can mend, in words that say how; undefined for everything else. */
export function userErrorOf(error: unknown, path: string): UserError | undefined {
  if (!(error instanceof Error)) return;
  const code = resultCode(error, path);
  const why = code === undefined ? undefined : words[code];
  return why === undefined ? undefined : new UserError(`${path} ${why}.`, { cause: error });
}
