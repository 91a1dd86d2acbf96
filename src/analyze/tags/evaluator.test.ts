import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Tags } from '../../model/resource.ts';
import { createEvaluator } from './evaluator.ts';
import { loadPolicy } from './load-policy.ts';

const evaluator = (policy: object) =>
  createEvaluator(loadPolicy({ text: JSON.stringify(policy), source: 'test', fileName: 'policy.json' }));
const instance = { cloud: 'aws', type: 'ec2:instance', kind: 'instance' } as const;
const judge = (
  policy: object,
  tags: Tags,
  resource: Parameters<ReturnType<typeof evaluator>['violations']>[0] = instance,
) =>
  evaluator(policy)
    .violations(resource, tags)
    ?.map(({ type, tag, severity }) => `${severity} ${type} ${tag}`);

const policy = {
  version: '2.0',
  required_tags: [
    { name: 'CostCenter', validation_regex: '[A-Z]{2}-[0-9]+' },
    { name: 'Environment', allowed_values: ['production', 'test'], applies_to: ['instance', 'database'] },
  ],
  optional_tags: [{ name: 'Project', allowed_values: ['atlas'] }],
  tag_naming_rules: {
    case_sensitivity: true,
    allow_special_characters: false,
    max_key_length: 20,
    max_value_length: 10,
    reserved_prefixes: ['aws:', 'corp:'],
  },
};
const good = { CostCenter: 'AB-12', Environment: 'test' };

describe('one resource', () => {
  test.each<[string, Tags, string[]]>([
    ['good', good, []],
    ['without tags', {}, ['error missing_required_tag CostCenter', 'error missing_required_tag Environment']],
    ['with an empty value', { ...good, CostCenter: '' }, ['error missing_required_tag CostCenter']],
    ['whose value goes on after the match', { ...good, CostCenter: 'AB-12; rm' }, ['error invalid_format CostCenter']],
    ['whose value goes on after a newline', { ...good, CostCenter: 'AB-12\n' }, ['error invalid_format CostCenter']],
    ['with a value of another case', { ...good, Environment: 'Test' }, ['error invalid_value Environment']],
    ['with a slip in a key', { CostCentre: 'AB-12', Environment: 'test' }, ['error misspelt_key CostCenter']],
    ['with a slip beside the right key', { ...good, CostCentre: 'x' }, []],
    ['with an unwanted project', { ...good, Project: 'zeus' }, ['warning invalid_value Project']],
    ['with a misspelt optional tag', { ...good, Projekt: 'zeus' }, []],
    ['with a special character in a key', { ...good, 'team#lead': 'a' }, ['warning naming_rule team#lead']],
    ['with a reserved prefix', { ...good, 'corp:x': 'a' }, ['warning naming_rule corp:x']],
    ["with AWS's own tags", { ...good, 'aws:cloudformation:stack-name': 'a' }, []],
    [
      'with long words',
      { ...good, [`k${'x'.repeat(20)}`]: 'a', note: 'y'.repeat(11) },
      [`warning naming_rule k${'x'.repeat(20)}`, 'warning naming_rule note'],
    ],
  ])('%s', (_, tags, violations) => expect(judge(policy, tags)).toEqual(violations));

  test('a rule for other kinds asks nothing', () =>
    expect(judge(policy, { CostCenter: 'AB-1' }, { cloud: 'aws', type: 's3:bucket', kind: 'bucket' })).toEqual([]));
  test('no rule at all is no verdict', () => {
    const narrow = { version: '1.0', required_tags: [{ name: 'Owner', applies_to: ['rds:db'] }] };
    expect(judge(narrow, {})).toBeUndefined();
    expect(judge(narrow, {}, { cloud: 'aws', type: 'rds:db', kind: 'database' })).toHaveLength(1);
  });
});

describe('case', () => {
  const relaxed = {
    version: '2.0',
    required_tags: [{ name: 'Environment', allowed_values: ['production'], enforcement: { case_sensitive: false } }],
    tag_naming_rules: { case_sensitivity: false },
  };
  test.each<[string, Tags, string[]]>([
    ['of keys', { environment: 'production' }, []],
    ['of values', { Environment: 'PRODUCTION' }, []],
    ['is no excuse for another word', { ENVIRONMENT: 'prod' }, ['error invalid_value Environment']],
  ])('%s', (_, tags, violations) => expect(judge(relaxed, tags)).toEqual(violations));
  test('Azure folds keys always', () =>
    expect(
      judge(
        policy,
        { costcenter: 'AB-1', ENVIRONMENT: 'test' },
        { cloud: 'azure', type: 'Microsoft.Compute/virtualMachines', kind: 'instance' },
      ),
    ).toEqual([]));
  test('GCP writes keys its own way', () =>
    expect(
      judge(
        policy,
        { 'cost-center': 'AB-1', environment: 'test' },
        { cloud: 'gcp', type: 'compute.googleapis.com/Instance', kind: 'instance' },
      ),
    ).toEqual([]));
});

test('the published examples load and judge', () => {
  const example = (name: string): object =>
    JSON.parse(readFileSync(new URL(`./__fixtures__/${name}`, import.meta.url), 'utf8'));
  expect(judge(example('policy-1.0.json'), { Owner: 'a@b.io', Environment: 'production' })).toEqual([]);
  expect(judge(example('policy-1.0.json'), { Owner: 'a@b.io; drop', Environment: 'prod' })).toEqual([
    'error invalid_format Owner',
    'error invalid_value Environment',
  ]);
  expect(judge(example('policy-2.0.json'), { CostCenter: 'CC-1234', Environment: 'Production' })).toEqual([]);
});
