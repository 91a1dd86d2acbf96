import { readFileSync } from 'node:fs';

const FIELDS = { peak: 'VmHWM', now: 'VmRSS' } as const;

/** Resident memory of a process in megabytes, now or at its highest. Linux alone tells this. */
export function residentMb(pid: number, when: keyof typeof FIELDS): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = new RegExp(`^${FIELDS[when]}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`process ${pid} has no ${FIELDS[when]}`);
  return Number(kilobytes) / 1024;
}
