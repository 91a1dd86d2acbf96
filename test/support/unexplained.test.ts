import { expect, test } from 'vitest';
import type { Gap } from '../../src/model/gap.ts';
import type { Contents, PlacedResource } from './contents.ts';
import { unexplained } from './unexplained.ts';

const volume: PlacedResource = {
  ...{ cloud: 'aws', account: '111', region: 'eu-west-1', type: 'ec2:volume', fingerprint: 'as it is' },
};
const whole: Contents = new Map([['volume', volume]]);
const missing: Contents = new Map();
const unlike: Contents = new Map([['volume', { ...volume, fingerprint: 'with a field less' }]]);
const entries = [{ cloud: 'aws', name: 'northwind' }] as const;

const gap = (more: Partial<Gap>): Gap => ({
  ...{ cloud: 'aws', account: '111', reason: 'failed', detail: 'it failed', ...more },
});
const unexplainedBy = (resources: Contents, ...gaps: Gap[]) => unexplained(whole, { resources, gaps }, entries);

test.each<[string, Contents, Gap]>([
  ['a resource that is missing by a gap of its account', missing, gap({})],
  ['by one of its type and region', missing, gap({ resourceType: 'ec2:volume', region: 'eu-west-1' })],
  ['by one of an entry that nobody could be reached by', missing, gap({ account: 'northwind' })],
  ['a resource with fewer fields by a gap of fields', unlike, gap({ fieldsOnly: true })],
  ['what is listed in no region by a gap of none', missing, gap({ region: 'global' })],
])('%s is explained', (_, contents, told) => expect(unexplainedBy(contents, told)).toEqual([]));

test.each<[string, Gap]>([
  ['a gap of fields alone', gap({ fieldsOnly: true })],
  ['a gap of an account that nobody knows', gap({ account: '999' })],
  ['a gap of another cloud', gap({ cloud: 'gcp', account: 'northwind' })],
  ['a gap of another type', gap({ resourceType: 'ec2:instance' })],
  ['a gap of another region', gap({ region: 'us-east-1' })],
])('%s explains no missing resource', (_, told) => expect(unexplainedBy(missing, told)).toEqual(['volume']));

test('no gap explains what is otherwise elsewhere, or what does not exist', () => {
  expect(unexplainedBy(unlike)).toEqual(['volume']);
  expect(unexplainedBy(new Map([...whole, ['nothing', volume]]), gap({}))).toEqual(['nothing']);
});
