import type { Evaluator } from '../analyze/tags/evaluator.ts';
import type { ViolationSeverity } from '../store/inventory.ts';
import { type Cursor, writeCursor } from './cursor.ts';
import type { JudgedScope } from './judged-scope.ts';
import { rowOf, type ViolationRow } from './violation-row.ts';

interface Question {
  readonly evaluator: Evaluator;
  readonly scopes: readonly JudgedScope[];
}

/** Violations from a cursor on, each with the cursor that begins at it. At most the first `limit + 1` can be had. */
async function* violationsFrom(
  { evaluator, scopes }: Question,
  severity: ViolationSeverity,
  cursor: Cursor | undefined,
  limit: number,
): AsyncIterable<{ at: string; row: ViolationRow }> {
  // What lies before the snapshot that the cursor names was shown, and of what lies behind it nothing was.
  const first = cursor ? scopes.findIndex(({ snapshot }) => snapshot?.id === cursor.snapshot) : 0;
  for (const [index, scope] of scopes.entries())
    if (index >= first) yield* violationsOf(evaluator, scope, severity, index === first ? cursor : undefined, limit);
}

async function* violationsOf(
  evaluator: Evaluator,
  { snapshot, verdicts, filter }: JudgedScope,
  severity: ViolationSeverity,
  cursor: Cursor | undefined,
  limit: number,
): AsyncIterable<{ at: string; row: ViolationRow }> {
  if (!snapshot || !verdicts) return;
  const from = cursor?.position ?? 0;
  // The cursor names the resource that comes next, and how many of its violations were had.
  for (const { position, resource } of await verdicts.violators(filter, severity, from - 1, limit + 1)) {
    const listed = (evaluator.violations(resource, resource.tags ?? {}) ?? []).filter(
      (violation) => severity === 'all' || `${violation.severity}s` === severity,
    );
    const had = position === from ? (cursor?.within ?? 0) : 0;
    for (const [index, violation] of listed.entries())
      if (index >= had)
        yield {
          at: writeCursor({ snapshot: snapshot.id, position, within: index }),
          row: rowOf(resource, violation),
        };
  }
}

/** A page of violations in the order of account, region, type and id; a resource's violations may span two pages. */
export async function violationPage(
  question: Question,
  severity: ViolationSeverity,
  cursor: Cursor | undefined,
  limit: number,
): Promise<{ rows: ViolationRow[]; next: string | undefined }> {
  const rows: ViolationRow[] = [];
  for await (const { at, row } of violationsFrom(question, severity, cursor, limit)) {
    if (rows.length === limit) return { rows, next: at };
    rows.push(row);
  }
  return { rows, next: undefined };
}
