import { expect, test } from 'vitest';
import { loadPolicy } from '../../analyze/tags/load-policy.ts';
import { openEstate } from '../testing/estate.fixture.ts';
import { getTaggingPolicy } from './get-tagging-policy.ts';

test('tells the policy in force and where it came from', async () => {
  await using estate = await openEstate();
  const { answer, text } = await estate.ask(getTaggingPolicy);
  expect(answer).toMatchObject({
    source: 'default',
    required_tag_count: 3,
    optional_tag_count: 0,
    all_applicable_resource_types: ['ec2:instance', 'ec2:volume', 's3:bucket'],
    warnings: [],
  });
  expect(answer.version).toMatch(/^[0-9a-f]{16}$/);
  expect(text).toBe(`Tagging policy from default (version ${answer.version}): 3 required and 0 optional tags.`);
});

const required = (applies_to: unknown, more: object = {}) => ({
  ...{ version: '2.0', required_tags: [{ name: 'Owner', applies_to }], ...more },
});

test.each([
  ['a type', required(['ec2:volume']), ['ec2:volume'], []],
  ['a kind', required(['instance', 'bucket']), ['ec2:instance', 's3:bucket'], []],
  ['another cloud', required([], { scope: ['azure'] }), [], []],
  ["another cloud's type", required(['ec2:volume', 'Microsoft.Compute/disks']), ['ec2:volume'], []],
  ['kinds that nothing is of yet', required({ aws: ['function'] }), [], []],
  [
    'a slip',
    required(['ec2:instnace', 'volume']),
    ['ec2:volume'],
    ['Owner: applies_to ec2:instnace matches no known type; did you mean ec2:instance?'],
  ],
])('rules for %s', async (_, file, types, warnings) => {
  await using estate = await openEstate();
  const inForce = loadPolicy({ text: JSON.stringify(file), source: 'file: policy.json', fileName: 'policy.json' });
  const context = { ...estate.context, policy: async () => inForce };
  const call = { signal: new AbortController().signal, progress: () => {} };
  const answer = await getTaggingPolicy.run({}, context, call);
  expect([answer.all_applicable_resource_types, answer.warnings]).toEqual([types, warnings]);
  for (const warning of warnings) expect(getTaggingPolicy.text(answer)).toContain(warning);
});
