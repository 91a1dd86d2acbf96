import type { TotalsTruth, Truth } from '../../estate/truth.ts';
import { type Check, check } from '../check.ts';
import type { McpClient } from '../mcp-client.ts';
import { type Answered, checkQuality } from '../quality.ts';
import { resourcesOf, type TypedResource } from '../truth-resources.ts';

interface Group {
  readonly group: string;
  /** Where the group is an account. */
  readonly account_name?: string | undefined;
  readonly compliance_score: number | null;
  readonly total_resources: number;
  readonly compliant_resources: number;
  readonly violation_count: number;
}

interface Compliance extends Answered, Omit<Group, 'group'> {
  readonly resources_outside_policy: number;
  readonly breakdown: readonly Group[];
  /** Those that are not among them, together. */
  readonly breakdown_other?: Omit<Group, 'group'> & { readonly groups: number };
}

const tool = 'check_tag_compliance';
const groupings = {
  resource_type: ({ type }: TypedResource) => type,
  account: ({ account }: TypedResource) => account,
  region: ({ region }: TypedResource) => region,
  cloud_provider: ({ cloud }: TypedResource) => cloud,
} as const;

/** The score, what it is made of, and the same for each type, account, region and cloud. */
export async function checkCompliance(truth: Truth, client: McpClient): Promise<readonly Check[]> {
  const all = Object.values(truth.clouds).map(({ totals }) => totals);
  const sum = (count: (totals: TotalsTruth) => number) => all.reduce((total, one) => total + count(one), 0);
  const totals = {
    resources: sum(({ resources }) => resources),
    taggable: sum(({ taggable }) => taggable),
    compliant: sum(({ compliant }) => compliant),
    violations: sum(({ violations }) => Object.values(violations).reduce((total, count) => total + count, 0)),
  };
  const answer = await client.ask<Compliance>(tool, { limit: 1 });
  const judged = resourcesOf(truth).filter(({ taggable }) => taggable);
  const checks = [
    check('compliance score', scoreOf(totals.compliant, totals.taggable), answer.compliance_score),
    check('compliant resources', totals.compliant, answer.compliant_resources),
    check('resources that the policy is about', totals.taggable, answer.total_resources),
    check('resources that no policy is about', totals.resources - totals.taggable, answer.resources_outside_policy),
    check('number of violations', totals.violations, answer.violation_count),
    checkQuality(tool, answer),
  ];
  for (const [grouping, keyOf] of Object.entries(groupings)) {
    const { breakdown, breakdown_other: other } = await client.ask<Compliance>(tool, { limit: 1, group_by: grouping });
    const parts = [...Map.groupBy(judged, keyOf)].sort(
      ([a, x], [b, y]) => violationsOf(y) - violationsOf(x) || (a < b ? -1 : 1),
    );
    const expected = parts.slice(0, mostGroups).map(([group, members]) => ({
      group,
      ...figuresOf(members),
      ...(grouping === 'account' ? { account_name: nameOf(truth, group) } : {}),
    }));
    checks.push(check(`compliance by ${grouping}`, inOrder(expected), inOrder(breakdown)));
    const left = parts.slice(mostGroups);
    const rest =
      left.length > 0 ? { groups: left.length, ...figuresOf(left.flatMap(([, members]) => members)) } : undefined;
    checks.push(check(`compliance by ${grouping}: the rest`, rest ?? null, other ?? null));
  }
  return checks;
}

const nameOf = (truth: Truth, account: string): string | undefined =>
  Object.values(truth.clouds).flatMap(({ accounts }) => accounts.filter(({ id }) => id === account))[0]?.name;

// As many are listed, the worst.
const mostGroups = 100;

const violationsOf = (members: readonly TypedResource[]): number =>
  members.reduce((sum, { violations }) => sum + violations.length, 0);

function figuresOf(members: readonly TypedResource[]): Omit<Group, 'group'> {
  const compliant = members.filter(({ violations }) => violations.every(({ severity }) => severity !== 'error'));
  return {
    compliance_score: scoreOf(compliant.length, members.length),
    total_resources: members.length,
    compliant_resources: compliant.length,
    violation_count: violationsOf(members),
  };
}

/** Answered with four digits; what it is a part of is compared exactly beside it. */
const scoreOf = (compliant: number, judged: number): number | null =>
  judged === 0 ? null : Math.round((compliant / judged) * 10_000) / 10_000;

const inOrder = (groups: readonly Group[]) =>
  groups.map(({ group, ...numbers }) => ({ group, ...numbers })).sort((a, b) => (a.group < b.group ? -1 : 1));
