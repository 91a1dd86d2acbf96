import { expect, test } from 'vitest';
import type { Resource } from '../model/resource.ts';
import { ageDays, cut, detailedRow, resourceRow, shownTags } from './resource-row.ts';

const NOW = new Date('2026-11-21T08:00:00Z');
const bare: Resource = {
  ...{ cloud: 'aws', account: '1', region: 'eu-west-1', type: 'ec2:volume', kind: 'volume', taggable: true },
  ...{ id: 'vol-1', attributes: {}, lastSeen: '2026-11-21T06:00:00.000Z', lastUpdated: '2026-11-20T06:00:00.000Z' },
};

test.each([
  [undefined, undefined],
  ['2026-11-21T08:00:00.000Z', 0],
  ['2026-11-20T08:00:00.001Z', 0],
  ['2026-11-20T08:00:00.000Z', 1],
  ['2025-11-21T08:00:00Z', 365],
])('made %s, it is %s days old', (createdAt, days) => expect(ageDays(createdAt, NOW)).toBe(days));

test('what is unknown is absent, and an age of nothing is there', () => {
  const known = { resource_id: 'vol-1', cloud_provider: 'aws', account: '1', region: 'eu-west-1' };
  const row = { ...known, resource_type: 'ec2:volume', kind: 'volume' };
  expect(resourceRow(bare, NOW)).toEqual(row);
  expect(resourceRow({ ...bare, name: '', state: 'in-use', createdAt: NOW.toISOString() }, NOW)).toEqual({
    ...{ ...row, resource_name: '', state: 'in-use', age_days: 0 },
  });
});

test('tags that could not be read are null, and none are none', () => {
  expect(detailedRow(bare, NOW)).toMatchObject({ tags: null, flags: [] });
  expect(detailedRow({ ...bare, tags: {} }, NOW)).toMatchObject({ tags: {} });
  expect(detailedRow(bare, NOW)).not.toHaveProperty('provider_state');
});

test('what clouds say is cut', () => {
  expect(cut('x'.repeat(256))).toHaveLength(256);
  expect(cut('x'.repeat(257))).toBe(`${'x'.repeat(255)}…`);
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`k${index}`, 'x'.repeat(1000)]));
  const shown = Object.entries(shownTags(many));
  expect(shown).toHaveLength(50);
  expect(shown[0]).toEqual(['k0', `${'x'.repeat(255)}…`]);
});
