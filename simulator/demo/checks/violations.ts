import type { Truth } from '../../estate/truth.ts';
import { type Check, check, checkLists, countBy } from '../check.ts';
import type { McpClient } from '../mcp-client.ts';
import { resourcesOf } from '../truth-resources.ts';

interface ViolationRow {
  readonly resource_id: string;
  readonly violation_type: string;
  readonly tag_name: string;
  readonly severity: string;
}

interface Violations {
  readonly violations: readonly ViolationRow[];
}

const severities = { all: ['error', 'warning'], errors_only: ['error'], warnings_only: ['warning'] } as const;

/** Every single violation, by paging through all of them. */
export async function checkViolations(truth: Truth, client: McpClient): Promise<readonly Check[]> {
  const expected = resourcesOf(truth).flatMap(({ id, violations }) =>
    violations.map(({ type, tag, severity }) => ({ id, type, tag, severity })),
  );
  const checks: Check[] = [];
  for (const [severity, wanted] of Object.entries(severities)) {
    const input = { limit: 500, severity };
    const { rows } = await client.pages<ViolationRow, Violations>('check_tag_compliance', input, 'violations');
    const name = { all: 'violations', errors_only: 'errors', warnings_only: 'warnings' }[severity] ?? severity;
    const planted = expected.filter((one) => (wanted as readonly string[]).includes(one.severity));
    checks.push(
      check(
        `${name} by type`,
        countBy(planted, ({ type }) => type),
        countBy(rows, ({ violation_type }) => violation_type),
      ),
      check(
        `${name} by tag`,
        countBy(planted, ({ tag }) => tag),
        countBy(rows, ({ tag_name }) => tag_name),
      ),
      checkLists(
        `every one of the ${name}`,
        planted.map(({ id, type, tag, severity: level }) => `${id} ${type} ${tag} ${level}`),
        rows.map(({ resource_id, violation_type, tag_name, severity: level }) =>
          [resource_id, violation_type, tag_name, level].join(' '),
        ),
      ),
    );
  }
  return checks;
}
