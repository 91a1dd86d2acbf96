import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { policyInForce } from './policy-in-force.ts';

const home = mkdtempSync(join(tmpdir(), 'cloudoptima-policy-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

test.each([
  ['a file of its own name', 'rules.json', true, 'take policy.file out of the configuration'],
  ['no fallback', 'policy.json', false, 'set policy.fallback_to_default: true'],
])('without a policy and with %s, the advice is one that helps', async (_, file, fallback_to_default, advice) => {
  const policy = { file, fallback_to_default, auto_import_aws_policy: true, aws_policy_id: null };
  await expect(policyInForce({ home, policy })()).rejects.toThrow(advice);
});

test('a file that is spoilt leaves the policy that was read before in force, which says so until it is mended', async () => {
  const file = join(home, 'policy.yaml');
  const settings = {
    file: 'policy.yaml',
    fallback_to_default: false,
    auto_import_aws_policy: true,
    aws_policy_id: null,
  };
  const current = policyInForce({ home, policy: settings });
  writeFileSync(file, 'version: "2.0"\nrequired_tags: []\n');
  const before = await current();
  writeFileSync(file, 'version: "2.0"\nrequird_tags: []\n');
  const spoilt = await current();
  expect(spoilt).toMatchObject({ version: before.version, policy: before.policy });
  expect(spoilt.problem).toMatch(/policy\.yaml:2:1: the policy: unknown key «requird_tags»/);
  expect(spoilt.source).toMatch(/^file: policy\.yaml as it was read before \(.*requird_tags/);
  expect(spoilt.problem).not.toContain(home);
  rmSync(file);
  expect((await current()).problem).toContain('There is no policy');
  writeFileSync(file, 'version: "2.0"\nrequired_tags: [{name: Owner}]\n');
  expect(await current()).toMatchObject({ source: 'file: policy.yaml', policy: { requiredTags: [{ name: 'Owner' }] } });
});
