import { randomUUID } from 'node:crypto';

// A process in a container has the same number after every start.
const START = randomUUID();

/** A name for work under way in the temporary folder. It says which process works there. */
export const workName = (kind: string): string => `${kind}-${process.pid}-${START}-${randomUUID()}`;

const OURS = /^[a-z]+-\d+-[0-9a-f-]{36}-[0-9a-f-]{36}(?:\.[a-z.]+)?$/;

/** Whether a name was made here. Somebody may have chosen a home that has files of his own. */
export const isOurs = (name: string): boolean => OURS.test(name);

/** Whether the process that works under this name is still there. */
export function isAtWork(name: string): boolean {
  const pid = Number(/^[a-z]+-(\d+)-/.exec(name)?.[1]);
  if (!(pid > 0)) return false;
  if (pid === process.pid) return name.includes(START);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is one too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
