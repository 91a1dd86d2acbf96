import { expect, test } from 'vitest';
import type { Gap } from '../../model/gap.ts';
import type { UnitCoverage } from '../../model/run.ts';
import { isYounger, standsSince } from './freshness.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const HOUR = 3_600_000;

test.each([
  ['a minute less than an hour ago', '2026-11-21T11:01:00Z', true],
  ['an hour ago', '2026-11-21T11:00:00Z', false],
  ['of a clock that is a little ahead', '2026-11-21T12:00:05Z', true],
  ['of a clock that has been set back since', '2027-01-01T00:00:00Z', false],
])('%s', (_, instant, younger) => expect(isYounger(instant, HOUR, NOW)).toBe(younger));

test('nothing is younger than nothing', () => expect(isYounger(NOW.toISOString(), 0, NOW)).toBe(false));

const UNIT: UnitCoverage = {
  ...{ cloud: 'aws', account: '1', region: 'eu-west-1', type: 'ec2:volume', status: 'ok', gaps: [] },
  collectedAt: '2026-11-21T11:30:00Z',
};
const gap = (reason: Gap['reason']): Gap => ({ cloud: 'aws', account: '1', reason, detail: 'why' });
const REACH = { lookedUpAt: '2026-11-21T11:15:00Z' };

test.each<[string, Partial<UnitCoverage>, string | undefined]>([
  ['was read whole', {}, '2026-11-21T11:30:00Z'],
  ['lacks some fields', { status: 'partial', gaps: [gap('denied')] }, '2026-11-21T11:30:00Z'],
  ['was read long ago', { collectedAt: '2026-11-20T11:30:00Z' }, undefined],
  ['failed', { status: 'failed', gaps: [gap('timeout')] }, undefined],
  ['is nothing that the provider has there', { status: 'failed', gaps: [gap('unsupported')] }, REACH.lookedUpAt],
])('a unit that %s', (_, changes, since) => expect(standsSince({ ...UNIT, ...changes }, REACH, HOUR, NOW)).toBe(since));

test('what a provider does not have is asked again where nobody knows when it was', () =>
  expect(standsSince({ ...UNIT, status: 'failed', gaps: [gap('unsupported')] }, undefined, HOUR, NOW)).toBeUndefined());
