import { Cron } from 'croner';

export interface CronTime {
  /** Five fields: minute, hour, day, month, day of the week. */
  readonly cron: string;
  /** By its IANA name. */
  readonly timezone: string;
}

const parse = ({ cron, timezone }: CronTime): Cron => new Cron(cron, { mode: '5-part', timezone, paused: true });

/** The first time after an instant. @throws RangeError when there is none, which a checked expression has. */
export function nextTime(time: CronTime, after: Date): Date {
  const next = parse(time).nextRun(after);
  if (!next) throw new RangeError(`${time.cron} never comes`);
  return next;
}

const succeeds = (work: () => unknown): boolean => {
  try {
    return Boolean(work());
  } catch {
    return false;
  }
};

/** Whether the text has five fields and comes at some time. */
export const isCron = (cron: string): boolean =>
  cron.trim().split(/\s+/).length === 5 && succeeds(() => parse({ cron, timezone: 'UTC' }).nextRun());

export const isTimezone = (timeZone: string): boolean => succeeds(() => new Intl.DateTimeFormat('en', { timeZone }));
