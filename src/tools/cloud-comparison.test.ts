import { expect, test } from 'vitest';
import { defaultPolicy } from '../analyze/tags/default-policy.ts';
import type { CloudName } from '../model/cloud.ts';
import type { TaggingPolicy } from '../model/policy.ts';
import type { VerdictCounts } from '../store/inventory.ts';
import { inconsistenciesOf } from './cloud-comparison.ts';

const { policy } = defaultPolicy();
const [first] = policy.requiredTags;
if (!first) throw new Error('the default policy asks for nothing');

/** So many judged resources, of which these keep each tag's rule, by its position. */
const counts = (judged: number, ok: readonly number[]): VerdictCounts => ({
  ...{ group: '', resources: judged, judged, compliant: 0, missing: 0, namingViolations: 0 },
  byTag: ok.map((kept) => ({
    ...{ ok: kept, missing_required_tag: judged - kept, invalid_value: 0, invalid_format: 0, misspelt_key: 0 },
  })),
});
const cloud = (name: CloudName, judged: number, ok: readonly number[]) => ({
  cloud: name,
  counts: [counts(judged, ok)],
});
const asking = (changes: Partial<TaggingPolicy['requiredTags'][number]>): TaggingPolicy => ({
  ...policy,
  requiredTags: [{ ...first, name: 'Owner', clouds: ['aws', 'azure', 'gcp'], ...changes }],
});

test('a tag that one cloud keeps and another does not', () =>
  expect(inconsistenciesOf([cloud('aws', 100, [95]), cloud('gcp', 50, [10])], asking({}))).toEqual([
    { tag_name: 'Owner', kept: { aws: 0.95, gcp: 0.2 } },
  ]));

test.each<[string, Parameters<typeof inconsistenciesOf>]>([
  ['one cloud', [[cloud('aws', 100, [10])], asking({})]],
  ['clouds that differ by little', [[cloud('aws', 100, [95]), cloud('gcp', 100, [90])], asking({})]],
  ['a cloud without any judged resource', [[cloud('aws', 100, [95]), cloud('gcp', 0, [0])], asking({})]],
  ['a rule of one cloud', [[cloud('aws', 100, [95]), cloud('gcp', 100, [10])], asking({ clouds: ['aws'] })]],
])('%s has no inconsistency', (_, [clouds, of]) => expect(inconsistenciesOf(clouds, of)).toEqual([]));

test('the largest difference comes first', () => {
  const two = {
    ...policy,
    requiredTags: ['A', 'B'].map((name) => ({ ...first, name, clouds: ['aws', 'gcp'] as const })),
  };
  const found = inconsistenciesOf([cloud('aws', 10, [8, 10]), cloud('gcp', 10, [5, 1])], two);
  expect(found.map(({ tag_name }) => tag_name)).toEqual(['B', 'A']);
});
