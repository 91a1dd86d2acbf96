import { UserError } from '../../model/errors.ts';

/** What the user can mend, in words that say how; undefined for everything else. */
export function userErrorOf(error: unknown): UserError | undefined {
  if (!(error instanceof Error)) return;
  if (/No space left on device|ENOSPC|max_temp_directory_size/i.test(error.message))
    return new UserError('The disk is full: free some space in the home folder.', {
      cause: error,
    });
  if (/^Out of Memory Error/i.test(error.message))
    return new UserError('The query needs more memory than the store may use. Ask for less, or raise the limit.', {
      cause: error,
    });
  if (/Permission denied|Read-only file system|EACCES|EROFS|EPERM/i.test(error.message))
    return new UserError('The home folder could not be written or read: check who owns it and its permissions.', {
      cause: error,
    });
  return;
}

/** The engine was told of a file that is gone: another process deleted it after the snapshot was read. */
export const isMissingFile = (error: unknown): boolean =>
  error instanceof Error &&
  /No files found that match the pattern|No such file or directory|ENOENT/i.test(error.message);
