import { expect, test } from 'vitest';
import { defaultPolicy } from './default-policy.ts';
import { loadPolicy } from './load-policy.ts';

const load = (text: string) => loadPolicy({ text, source: 'file: policy.json', fileName: 'policy.json' });
const withTag = (tag: object) =>
  JSON.stringify({ version: '1.0', required_tags: [{ name: 'Owner', ...tag }] }, null, 1);

test('format 1.0 applies to every cloud', () => {
  const { policy } = load(withTag({ allowed_values: null, applies_to: ['ec2:instance'] }));
  expect(policy.requiredTags[0]).toMatchObject({
    name: 'Owner',
    severity: 'error',
    caseSensitive: true,
    clouds: ['aws', 'azure', 'gcp'],
    appliesTo: { aws: ['ec2:instance'] },
  });
});

test('format 2.0 names clouds one by one, and leaves the others alone', () => {
  const { policy } = load(
    'version: "2.0"\nscope: [aws, gcp]\nrequired_tags:\n  - name: CostCenter\n    applies_to: {gcp: ["compute.googleapis.com/Instance"]}\n    cloud_specific: {gcp: {name: cost-center}}\n',
  );
  expect(policy.requiredTags[0]).toMatchObject({ clouds: ['gcp'], cloudSpecific: { gcp: { name: 'cost-center' } } });
});

test('the version follows the content, not the writing', () => {
  expect(load(withTag({})).version).toBe(load(withTag({}).replaceAll('\n', ' ')).version);
  expect(load(withTag({})).version).not.toBe(load(withTag({ severity: 'warning' })).version);
});

test.each([
  [
    'an unknown key',
    withTag({ allowed_value: ['a'] }),
    /policy\.json:6:\d+: required_tags\[0\]: unknown key «allowed_value», did you mean «allowed_values»\?/,
  ],
  [
    'a bad pattern',
    withTag({ validation_regex: '[a-z' }),
    /policy\.json:6:\d+: required_tags\[0\]\.validation_regex: not a regular expression/,
  ],
  ['a pattern that closes our group', withTag({ validation_regex: 'a)|(b' }), /not a regular expression/],
  [
    'a pattern that could take for ever',
    withTag({ validation_regex: '(?!test).*' }),
    /policy\.json:6:\d+: required_tags\[0\]\.validation_regex: look-around .* allowed_values/,
  ],
  ['a wrong type', '{"version": "1.0", "required_tags": "Owner"}', /policy\.json:1:\d+: required_tags: Invalid input/],
  ['an unknown format', '{"version": "3.0", "required_tags": []}', /version/],
  ['broken JSON', '{"version": "1.0", "required_tags": [}', /policy\.json:1:\d+: not readable/],
  ['a tag twice', '{"version":"1.0","required_tags":[{"name":"A"},{"name":"A"}]}', /«A» is there twice/],
  [
    'a NUL in a value',
    withTag({ allowed_values: ['a', 'b\0'] }),
    /policy\.json:8:\d+: required_tags\[0\]\.allowed_values\[1\]: a NUL character stands in the text, which no name has/,
  ],
  ['a NUL in a name', withTag({ name: 'Owner\0' }), /policy\.json:5:\d+: required_tags\[0\]\.name: a NUL character/],
  [
    'a NUL in a cloud’s own name',
    withTag({ cloud_specific: { gcp: { name: 'owner\0' } } }),
    /required_tags\[0\]\.cloud_specific\.gcp\.name: a NUL character/,
  ],
  ['a NUL in a pattern', withTag({ validation_regex: 'a\0' }), /required_tags\[0\]\.validation_regex: a NUL character/],
  ['nothing', '', /the policy/],
  [
    'an endless alias',
    'a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]',
    /^policy\.json: not readable: .*alias/i,
  ],
  ['an unknown alias', 'version: *a', /^policy\.json: not readable: .*alias/i],
  ['a key twice', 'version: "1.0"\nversion: "2.0"', /^policy\.json:2:1: not readable: «version» is there twice/],
  ['endless nesting', '['.repeat(100_000), /^policy\.json:1:\d+: not readable: nested too deeply/],
])('%s is refused with its place', (_, text, message) => expect(() => load(text)).toThrow(message));

test('the default policy loads', () =>
  expect(defaultPolicy().policy.requiredTags.map(({ name }) => name)).toEqual(['Owner', 'Environment', 'CostCenter']));
