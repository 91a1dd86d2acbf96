import { expect, test } from 'vitest';
import type { CloudName } from '../../model/cloud.ts';
import type { TagNamingRules } from '../../model/policy.ts';
import { isSystemKey, keyProblem, valueProblem } from './naming.ts';

const rules: TagNamingRules = {
  ...{ caseSensitivity: true, allowSpecialCharacters: false, maxKeyLength: 5, maxValueLength: 3 },
  reservedPrefixes: ['corp:'],
};
const lax: TagNamingRules = { caseSensitivity: true, allowSpecialCharacters: true, reservedPrefixes: [] };

test.each<[string, CloudName, string | undefined]>([
  ['Owner', 'aws', undefined],
  ['', 'aws', undefined],
  ['Owners', 'aws', 'the key is longer than 5 characters'],
  // Characters, not UTF-16 units: five of these have ten.
  ['😀😀😀😀😀', 'aws', 'the key has special characters'],
  ['😀😀😀😀😀😀', 'aws', 'the key is longer than 5 characters'],
  ['日本/東京', 'aws', undefined],
  ['a b:c', 'aws', undefined],
  ['a#b', 'aws', 'the key has special characters'],
  ['CORP:', 'aws', 'the prefix corp: is reserved'],
  // Set by the provider itself; nobody can rename them.
  ['aws:cloudformation:stack-name', 'aws', undefined],
  ['AWS:x#y', 'aws', undefined],
  ['hidden-link:/app#1', 'azure', undefined],
  ['goog-k8s-cluster-name', 'gcp', undefined],
  ['goog-#', 'aws', 'the key is longer than 5 characters'],
])('the key %j in %s', (key, cloud, problem) => expect(keyProblem(key, rules, cloud)).toBe(problem));

test('without rules every key is fine', () =>
  expect(keyProblem(`corp:#${'x'.repeat(1000)}`, lax, 'aws')).toBeUndefined());

test.each([
  ['', undefined],
  ['abc', undefined],
  ['😀😀😀', undefined],
  ['abcd', 'the value is longer than 3 characters'],
  ['😀😀😀😀', 'the value is longer than 3 characters'],
])('the value %j', (value, problem) => {
  expect(valueProblem(value, rules)).toBe(problem);
  expect(valueProblem(value, lax)).toBeUndefined();
});

test.each<[string, CloudName, boolean]>([
  ['aws:x', 'aws', true],
  ['aws:x', 'azure', false],
  ['awsx', 'aws', false],
  ['my-aws:x', 'aws', false],
  ['ms-resource-usage', 'azure', true],
  ['goog-managed-by', 'gcp', true],
])('%s is a key of %s itself: %s', (key, cloud, is) => expect(isSystemKey(key, cloud)).toBe(is));
