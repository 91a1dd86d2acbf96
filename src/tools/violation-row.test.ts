import { expect, test } from 'vitest';
import type { Violation } from '../analyze/tags/evaluator.ts';
import type { Resource } from '../model/resource.ts';
import { rowOf } from './violation-row.ts';

const volume: Resource = {
  ...{ cloud: 'aws', account: '1', region: 'eu-west-1', type: 'ec2:volume', kind: 'volume', taggable: true },
  ...{ id: 'vol-1', attributes: {}, lastSeen: '', lastUpdated: '' },
};
const violation = (changes: Partial<Violation>): Violation => ({
  ...{ type: 'missing_required_tag', tag: 'Environment', severity: 'error' },
  ...{ value: undefined, allowedValues: undefined, detail: undefined, ...changes },
});

test('what is unknown is null, costs among it', () =>
  expect(rowOf(volume, violation({}))).toEqual({
    ...{ resource_id: 'vol-1', resource_name: null, cloud_provider: 'aws', account: '1', region: 'eu-west-1' },
    ...{ resource_type: 'ec2:volume', violation_type: 'missing_required_tag', tag_name: 'Environment' },
    ...{ severity: 'error', current_value: null, allowed_values: null, cost_impact_monthly: null },
  }));

const allowedValues = ['production', 'test'];
test.each<[string, Partial<Violation>, string | undefined]>([
  [
    'a key that is written wrong',
    { type: 'misspelt_key', detail: 'Enviroment' },
    'rename the key Enviroment to Environment',
  ],
  [
    'a name that breaks a rule',
    { type: 'naming_rule', detail: 'the key has special characters' },
    'the key has special characters',
  ],
  ['a form', { type: 'invalid_format', value: 'x', detail: '[A-Z]+' }, 'must match [A-Z]+'],
  ['a value that is nearly right', { type: 'invalid_value', value: 'prodution', allowedValues }, 'use production'],
  ['a value of another alphabet', { type: 'invalid_value', value: '日本日本日本', allowedValues }, undefined],
  ['a value of which nothing is allowed', { type: 'invalid_value', value: 'x', allowedValues: [] }, undefined],
  ['a tag that is not there', {}, undefined],
])('what to do about %s', (_, changes, advice) => expect(rowOf(volume, violation(changes)).suggestion).toBe(advice));

test('an empty value is a value', () =>
  expect(rowOf(volume, violation({ type: 'invalid_value', value: '' })).current_value).toBe(''));

test('an answer is bounded', () => {
  const long = 'x'.repeat(1000);
  const many = Array.from({ length: 30 }, (_, index) => `v${index}`);
  const row = rowOf(
    { ...volume, name: long },
    violation({ type: 'misspelt_key', tag: long, value: long, detail: long, allowedValues: many }),
  );
  expect(row.allowed_values).toHaveLength(20);
  for (const text of [row.resource_name, row.tag_name, row.current_value, row.suggestion])
    expect(text).toHaveLength(256);
});
