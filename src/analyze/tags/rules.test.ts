import { expect, test } from 'vitest';
import type { CloudName } from '../../model/cloud.ts';
import type { TaggingPolicy } from '../../model/policy.ts';
import { loadPolicy } from './load-policy.ts';
import { applies, cloudForm, type KeyPlace, placeOf } from './rules.ts';

const load = (file: object): TaggingPolicy =>
  loadPolicy({ text: JSON.stringify({ version: '2.0', ...file }), source: 'test', fileName: 'policy.json' }).policy;

const policy = load({
  required_tags: [
    {
      ...{ name: 'CostCenter', allowed_values: ['A-1'], applies_to: ['ec2:instance', 'volume'] },
      cloud_specific: { gcp: { name: 'cost_center', allowed_values: ['a-1'] } },
    },
    { name: 'Owner' },
  ],
  optional_tags: [{ name: 'Owners' }],
});
const [costCenter, owner] = policy.requiredTags;
if (!costCenter || !owner) throw new Error('the policy has two required tags');

test.each<[string, Parameters<typeof applies>[1], boolean]>([
  ['a type that is named', { cloud: 'aws', type: 'ec2:instance', kind: 'instance' }, true],
  ['the same in another case', { cloud: 'aws', type: 'EC2:Instance', kind: 'instance' }, true],
  ['a kind that is named', { cloud: 'aws', type: 'ec2:volume', kind: 'volume' }, true],
  ['another type of a kind that is not', { cloud: 'aws', type: 'ec2:host', kind: 'instance' }, false],
  ['something else', { cloud: 'aws', type: 's3:bucket', kind: 'bucket' }, false],
])('the rule concerns %s: %s', (_, resource, does) => expect(applies(costCenter, resource)).toBe(does));

test('a rule that names nothing concerns everything', () =>
  expect(applies(owner, { cloud: 'azure', type: 'x', kind: 'other' })).toBe(true));

test('a cloud has its own name and values where the rule says so, and the rule’s elsewhere', () => {
  expect(cloudForm(costCenter, 'gcp')).toMatchObject({ key: 'cost_center', allowedValues: ['a-1'] });
  expect(cloudForm(costCenter, 'aws')).toMatchObject({ key: 'CostCenter', allowedValues: ['A-1'] });
  expect(cloudForm(owner, 'gcp')).toMatchObject({ key: 'Owner', allowedValues: undefined });
});

const exact = (key: string): KeyPlace => ({ found: 'exact', key });
const slip = (key: string): KeyPlace => ({ found: 'misspelt', key });
const missing: KeyPlace = { found: 'missing' };

test.each<[CloudName, readonly string[], KeyPlace]>([
  ['aws', ['CostCenter'], exact('CostCenter')],
  ['aws', [], missing],
  ['aws', ['日本'], missing],
  // AWS keeps keys of different case apart.
  ['aws', ['costcenter'], slip('costcenter')],
  ['aws', ['costcenter', 'CostCenter'], exact('CostCenter')],
  ['aws', ['CostCentre'], slip('CostCentre')],
  ['aws', ['Cost-Center', 'CostCentre'], slip('Cost-Center')],
  ['azure', ['COSTCENTER'], exact('COSTCENTER')],
  ['gcp', ['cost-center'], exact('cost-center')],
  ['gcp', ['costcenter'], exact('costcenter')],
])('%s: of %j', (cloud, keys, place) =>
  expect(placeOf(cloudForm(costCenter, cloud), keys, policy, cloud)).toEqual(place),
);

test("a key that is another rule's own is no slip of this one's", () => {
  expect(placeOf(cloudForm(owner, 'aws'), ['Owners'], policy, 'aws')).toEqual(missing);
  expect(placeOf(cloudForm(owner, 'aws'), ['Ownerss'], policy, 'aws')).toEqual(missing);
  expect(placeOf(cloudForm(owner, 'aws'), ['Ownr'], load({ required_tags: [{ name: 'Owner' }] }), 'aws')).toEqual(
    missing,
  );
});

test('keys of any case are one where the policy says so', () => {
  const relaxed = load({ required_tags: [{ name: 'Owner' }], tag_naming_rules: { case_sensitivity: false } });
  const [rule] = relaxed.requiredTags;
  expect(rule && placeOf(cloudForm(rule, 'aws'), ['OWNER'], relaxed, 'aws')).toEqual(exact('OWNER'));
});
