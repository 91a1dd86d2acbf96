import { mkdtempSync, rmSync } from 'node:fs';
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
