import { UserError } from '../../model/errors.ts';

// What the engine says, in its first line, of files that are cut off or spoilt; the second repeats the query.
const DAMAGED =
  /^(?:Invalid Input|Invalid|IO|Serialization) Error: .*(?:parquet|don't know what type|TProtocol|thrift|ZSTD|decompress|corrupt)/i;

/** What the user can mend, in words that say how; undefined for everything else. */
export function userErrorOf(error: unknown): UserError | undefined {
  if (!(error instanceof Error)) return;
  if (/No space left on device|ENOSPC|max_temp_directory_size/i.test(error.message))
    return new UserError('The disk is full: free some space in the home folder.', {
      cause: error,
    });
  if (/^Out of Memory Error/i.test(error.message))
    return new UserError(
      'The query needs more memory than the store may use. Ask for less: a shorter period, fewer groups or one cloud.',
      { cause: error },
    );
  if (/Permission denied|Read-only file system|EACCES|EROFS|EPERM/i.test(error.message))
    return new UserError('The home folder could not be written or read: check who owns it and its permissions.', {
      cause: error,
    });
  if (DAMAGED.test(error.message.split('\n')[0] ?? '') && !isMissingFile(error))
    return new UserError(
      'A file of the lake is damaged: restore the home folder from a backup, or move its lake and state.db away and collect again.',
      { cause: error },
    );
  return;
}

/** The engine was told of a file that is gone: another process deleted it after the snapshot was read. */
export const isMissingFile = (error: unknown): boolean =>
  error instanceof Error &&
  /No files found that match the pattern|No such file or directory|ENOENT/i.test(error.message);
