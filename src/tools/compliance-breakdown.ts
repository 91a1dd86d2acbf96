import { violationsIn } from '../analyze/tags/violations-in.ts';
import type { VerdictGroup } from '../store/inventory.ts';
import type { JudgedScope } from './judged-scope.ts';

const MOST_GROUPS = 100;

const COLUMNS = {
  account: 'account',
  region: 'region',
  resource_type: 'type',
  cloud_provider: 'none',
} as const satisfies Record<string, VerdictGroup>;
export type BreakdownGroup = keyof typeof COLUMNS;
export const BREAKDOWN_GROUPS = Object.keys(COLUMNS) as [BreakdownGroup, ...BreakdownGroup[]];

interface Figures {
  readonly judged: number;
  readonly compliant: number;
  readonly violations: number;
}

const NONE: Figures = { judged: 0, compliant: 0, violations: 0 };

const plus = (a: Figures, b: Figures): Figures => ({
  judged: a.judged + b.judged,
  compliant: a.compliant + b.compliant,
  violations: a.violations + b.violations,
});

/** Of what a policy is about, as a part to four places; null where it is about nothing. */
export const score = (compliant: number, judged: number): number | null =>
  judged === 0 ? null : Math.round((compliant / judged) * 10_000) / 10_000;

const told = ({ judged, compliant, violations }: Figures) => ({
  compliance_score: score(compliant, judged),
  total_resources: judged,
  compliant_resources: compliant,
  violation_count: violations,
});

/**
 * The worst groups first, and all that are not among them together, so that the parts make up the whole. Clouds share some names
 * of regions (`global`), which are then one group.
 */
export async function breakdownOf(
  scopes: readonly JudgedScope[],
  group: BreakdownGroup,
  names: ReadonlyMap<string, string>,
) {
  const figures = new Map<string, Figures>();
  for (const { cloud, verdicts, filter } of scopes)
    for (const count of (await verdicts?.counts(filter, COLUMNS[group])) ?? []) {
      if (count.judged === 0) continue;
      const name = group === 'cloud_provider' ? cloud : count.group;
      figures.set(name, plus(figures.get(name) ?? NONE, { ...count, violations: violationsIn(count) }));
    }
  const all = [...figures].sort(([a, x], [b, y]) => y.violations - x.violations || (a < b ? -1 : 1));
  const left = all.slice(MOST_GROUPS);
  return {
    groups: all.slice(0, MOST_GROUPS).map(([name, of]) => ({
      group: name,
      ...(names.has(name) ? { account_name: names.get(name) } : {}),
      ...told(of),
    })),
    other:
      left.length === 0
        ? undefined
        : { groups: left.length, ...told(left.reduce((sum, [, of]) => plus(sum, of), NONE)) },
  };
}
