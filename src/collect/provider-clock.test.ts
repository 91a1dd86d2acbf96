import { expect, test } from 'vitest';
import type { WideListing } from '../clouds/cloud.ts';
import { isClockOff } from './provider-clock.ts';

const NOW = new Date('2026-11-21T09:00:00Z');
const told = (at: string | undefined): WideListing => ({
  name: 'a list',
  exhaustive: true,
  providerTime: () => (at === undefined ? undefined : new Date(at)),
  rows: async function* () {},
});

test.each([
  ['five minutes behind', '2026-11-21T08:55:00Z', false],
  ['more than that behind', '2026-11-21T08:54:59Z', true],
  ['five minutes ahead', '2026-11-21T09:05:00Z', false],
  ['more than that ahead', '2026-11-21T09:05:01Z', true],
  ['not told', undefined, false],
])('a clock that is %s', (_, at, isOff) => expect(isClockOff(told(at), NOW)).toBe(isOff));
