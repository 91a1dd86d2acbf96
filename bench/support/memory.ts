import { readFileSync } from 'node:fs';

const FIELDS = { peak: 'VmHWM', now: 'VmRSS' } as const;

/** Resident memory of a process in megabytes, now or at its highest. Linux alone tells this. */
export function residentMb(pid: number, when: keyof typeof FIELDS): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = new RegExp(`^${FIELDS[when]}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`process ${pid} has no ${FIELDS[when]}`);
  return Number(kilobytes) / 1024;
}

/** How long the threads of a process have computed, in milliseconds; told in steps of ten. */
export function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold spaces; the times are the twelfth and thirteenth field behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
