import { expect, test } from 'vitest';
import type { TaggingPolicy } from '../../model/policy.ts';
import { loadPolicy } from './load-policy.ts';
import { applicableTypes, policyWarnings } from './policy-warnings.ts';

const known = [
  { cloud: 'aws', type: 'ec2:instance', kind: 'instance', taggable: true },
  { cloud: 'aws', type: 'rds:db', kind: 'database', taggable: true },
  { cloud: 'aws', type: 'ec2:target', kind: 'target-group', taggable: false },
] as const;

const load = (file: object): TaggingPolicy =>
  loadPolicy({ text: JSON.stringify({ version: '2.0', ...file }), source: 'test', fileName: 'policy.json' }).policy;
const asking = (applies_to: unknown, more: object = {}): TaggingPolicy =>
  load({ ...more, required_tags: [{ name: 'Owner', applies_to }] });

test.each<[string, TaggingPolicy, readonly string[]]>([
  ['everything', asking([]), []],
  ['a type, of any case', asking(['EC2:instance']), []],
  ['a kind', asking(['database']), []],
  // A kind that no known type has is a known word all the same.
  ['a kind that nothing is of', asking(['bucket']), []],
  [
    'a slip',
    asking(['ec2:instnace']),
    ['Owner: applies_to ec2:instnace matches no known type; did you mean ec2:instance?'],
  ],
  ['another alphabet', asking(['日本語日本語']), ['Owner: applies_to 日本語日本語 matches no known type']],
  ['a type of a cloud that is not collected', asking(['Microsoft.Compute/virtualMachines']), []],
  [
    'one that is said to be of this cloud',
    asking({ aws: ['Microsoft.Compute/virtualMachines'] }),
    ['Owner: applies_to Microsoft.Compute/virtualMachines matches no known type'],
  ],
  ['nothing of this cloud', asking({ azure: ['nonsense'] }), []],
])('a policy that names %s', (_, policy, warnings) => expect(policyWarnings(policy, known)).toEqual(warnings));

test('a type that one of the clouds has is known to a list for all of them, and a slip is told once', () => {
  const clouds = [
    ...known,
    { cloud: 'azure', type: 'Microsoft.Compute/disks', kind: 'volume', taggable: true } as const,
  ];
  expect(policyWarnings(asking(['ec2:instance', 'microsoft.compute/disks']), clouds)).toEqual([]);
  expect(policyWarnings(asking(['ec2:instnace']), clouds)).toHaveLength(1);
});

test('optional tags are looked at too, and nothing is said twice', () => {
  const policy = load({
    required_tags: [{ name: 'Owner', applies_to: ['x:nothing', 'x:nothing'] }],
    optional_tags: [{ name: 'Team', applies_to: ['x:nothing'] }],
  });
  expect(policyWarnings(policy, known).map((warning) => warning.split(' matches')[0])).toEqual([
    'Owner: applies_to x:nothing',
    'Team: applies_to x:nothing',
  ]);
});

test('warnings are bounded, each of them and all of them', () => {
  const many = Array.from({ length: 60 }, (_, index) => `x${index}:${'y'.repeat(200)}`);
  const warnings = policyWarnings(asking(many), known);
  expect(warnings).toHaveLength(50);
  expect(Math.max(...warnings.map(({ length }) => length))).toBeLessThan(200);
});

test.each<[string, TaggingPolicy, readonly string[]]>([
  ['everything', asking([]), ['ec2:instance', 'rds:db']],
  ['a kind', asking(['database']), ['rds:db']],
  ['what can not be tagged', asking(['ec2:target']), []],
  ['another cloud', asking([], { scope: ['azure'] }), []],
])('the types that a policy asks %s of', (_, policy, types) => expect(applicableTypes(policy, known)).toEqual(types));
