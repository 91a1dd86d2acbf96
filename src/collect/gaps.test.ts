import { expect, test } from 'vitest';
import { CloudError, type CloudErrorFacts, UserError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import { distinctGaps, gapOf, missingPermissions } from './gaps.ts';
import { DeadlinePassed } from './sending/unit-of-work.ts';

const place = { cloud: 'aws', account: '1', region: 'eu-west-1', resourceType: 'ec2:volume' } as const;
const refused = (reason: CloudErrorFacts['reason']) =>
  new CloudError({ reason, code: 'X', action: 'ec2:DescribeVolumes', retryable: false });
const action = 'ec2:DescribeVolumes';

test.each<[string, unknown, Partial<Gap>]>([
  [
    'a refusal names the permission',
    refused('denied'),
    { reason: 'denied', action, detail: `${action} was denied (X)` },
  ],
  ['a throttled call', refused('throttled'), { reason: 'throttled', action }],
  // What was listed and is gone when it is looked at was not seen.
  ['what is gone', refused('not_found'), { reason: 'failed', action, detail: `${action} found nothing (X)` }],
  ['a deadline', new DeadlinePassed(), { reason: 'timeout', detail: 'listing took too long' }],
  ["a user's mistake in its own words", new UserError('Set a region.'), { reason: 'failed', detail: 'Set a region.' }],
  [
    'a bug without its words, which may hold a secret',
    new TypeError('secret hunter2'),
    { reason: 'failed', detail: 'listing failed within CloudOptima (TypeError)' },
  ],
  ['what is no error at all', 'oops', { detail: 'listing failed within CloudOptima (unknown error)' }],
])('%s', (_, error, expected) => expect(gapOf(error, place, 'listing')).toMatchObject({ ...place, ...expected }));

const gap = (changes: Partial<Gap> = {}): Gap => ({ ...place, reason: 'denied', detail: 'x', action, ...changes });

test.each<[string, readonly Gap[], readonly string[]]>([
  ['none', [], []],
  ['each once', [gap(), gap({ region: 'us-east-1' }), gap({ action: 's3:ListBuckets' })], [action, 's3:ListBuckets']],
  ['not of what was throttled', [gap({ reason: 'throttled' })], []],
])('permissions that are missing: %s', (_, gaps, permissions) => expect(missingPermissions(gaps)).toEqual(permissions));

test('nobody lacks a permission who is not known', () => {
  const facts = { reason: 'denied', code: 'ExpiredToken', action, retryable: false, credentials: 'expired' } as const;
  const unknown = gapOf(new CloudError(facts), place, 'listing');
  expect([unknown.reason, missingPermissions([unknown])]).toEqual(['denied', []]);
});

test('a refusal that names no permission has none', () => {
  const { action: _, ...nameless } = gap();
  expect(missingPermissions([nameless])).toEqual([]);
});

test('the same gap is told once, where they were first', () => {
  const [first, second] = [gap(), gap({ region: 'us-east-1' })];
  expect(distinctGaps([first, second, { ...first }])).toEqual([first, second]);
  expect(distinctGaps([])).toEqual([]);
});
