import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PythonEnvironment } from '../../../scripts/python-environment.ts';
import { roleDocuments } from '../../../src/setup/role-documents.ts';
import { type Checks, equal, holds } from '../checks.ts';

/** AWS's own linter reads the template of the role. */
export async function checkRoles(checks: Checks, python: PythonEnvironment): Promise<void> {
  checks.section('cfn-lint reads the template of the role');
  const request = { costs: true, metrics: true, recommendations: true };
  const known = { principal: '123456789012', externalId: '5f0c1a7e-9b7d-4e43-8a53-7c9d0e1f2a3b' };
  const textOf = async (more: object) =>
    (await roleDocuments('aws', 'cloudformation', { ...request, ...more }))[0]?.text ?? '';
  await checks.check('with everything known', async () =>
    equal(lint(python, await textOf(known)), [0, ''], 'findings'),
  );
  await checks.check('with nothing known', async () => equal(lint(python, await textOf({})), [0, ''], 'findings'));
  await checks.check('it would say so of a broken one', async () => {
    const [code, words] = lint(
      python,
      (await textOf(known)).replace('Action: sts:AssumeRole', 'Actoin: sts:AssumeRole'),
    );
    holds(code !== 0 && words.includes('Actoin'), words);
  });
}

function lint({ command }: PythonEnvironment, text: string): [number | null, string] {
  const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-roles-'));
  try {
    const path = join(folder, 'role.yaml');
    writeFileSync(path, text);
    const { status, stdout } = spawnSync(command('cfn-lint'), [path], { encoding: 'utf8' });
    return [status, stdout.trim()];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
