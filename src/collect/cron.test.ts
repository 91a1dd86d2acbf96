import { expect, test } from 'vitest';
import { isCron, isTimezone, nextTime } from './cron.ts';

test.each([
  ['0 */6 * * *', true],
  ['30 2 * * mon-fri', true],
  ['0 0 1 1 *', true],
  ['0 0 31 2 *', false],
  ['61 * * * *', false],
  ['0 0 * * * *', false],
  ['@daily', false],
  ['every day', false],
  ['', false],
])('%s', (cron, is) => expect(isCron(cron)).toBe(is));

test.each([
  ['UTC', true],
  ['Europe/Zurich', true],
  ['Europe/Zürich', false],
  ['', false],
])('the time zone "%s"', (zone, is) => expect(isTimezone(zone)).toBe(is));

test.each([
  ['UTC', '2026-11-21T12:00:00Z', '2026-11-22T02:30:00.000Z'],
  // An hour ahead in winter, two in summer.
  ['Europe/Zurich', '2026-11-21T12:00:00Z', '2026-11-22T01:30:00.000Z'],
  ['Europe/Zurich', '2026-07-21T12:00:00Z', '2026-07-22T00:30:00.000Z'],
  // In the night without that hour, right after it.
  ['Europe/Zurich', '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
])('half past two in %s after %s', (timezone, after, next) =>
  expect(nextTime({ cron: '30 2 * * *', timezone }, new Date(after)).toISOString()).toBe(next),
);

test('a time is not its own next', () => {
  const at = new Date('2026-11-21T12:00:00Z');
  expect(nextTime({ cron: '0 * * * *', timezone: 'UTC' }, at).toISOString()).toBe('2026-11-21T13:00:00.000Z');
});
