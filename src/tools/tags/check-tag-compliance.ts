import * as z from 'zod';
import { violationsIn } from '../../analyze/tags/violations-in.ts';
import { counted } from '../../model/counted.ts';
import type { TaggingPolicy } from '../../model/policy.ts';
import type { VerdictCounts, ViolationSeverity } from '../../store/inventory.ts';
import { namesOf } from '../account-names.ts';
import { type CloudCounts, inconsistenciesOf } from '../cloud-comparison.ts';
import { BREAKDOWN_GROUPS, breakdownOf, score } from '../compliance-breakdown.ts';
import { cursorInput, readCursor } from '../cursor.ts';
import { dataQuality, qualityOf } from '../data-quality.ts';
import { fenced } from '../fenced.ts';
import { judgedScopes } from '../judged-scope.ts';
import { detailedFormat, limitInput, nextPage } from '../paging.ts';
import { scopeInput } from '../scope.ts';
import { shortText } from '../short-text.ts';
import { tagsInput } from '../tag-filter.ts';
import { defineTool } from '../tool.ts';
import { violationPage } from '../violation-page.ts';
import { type ViolationRow, violationRow } from '../violation-row.ts';

// Breakdowns are bounded; the worst groups come first.
const GROUPS_IN_TEXT = 8;

const SEVERITIES = { all: 'all', errors_only: 'errors', warnings_only: 'warnings' } as const satisfies Record<
  string,
  ViolationSeverity
>;

interface Totals {
  readonly judged: number;
  readonly compliant: number;
  readonly resources: number;
  readonly violations: number;
  /** Violations by tag and type, most first. */
  readonly worst: readonly string[];
}

function totalsOf(counts: readonly VerdictCounts[], tagNames: readonly string[]): Totals {
  const sum = (of: (count: VerdictCounts) => number): number => counts.reduce((total, count) => total + of(count), 0);
  const worst = tagNames
    .flatMap((tag, position) =>
      (['missing_required_tag', 'misspelt_key', 'invalid_value', 'invalid_format'] as const).map((verdict) => ({
        words: `${tag} ${verdict}`,
        count: sum(({ byTag }) => byTag[position]?.[verdict] ?? 0),
      })),
    )
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.words < b.words ? -1 : 1));
  return {
    judged: sum(({ judged }) => judged),
    compliant: sum(({ compliant }) => compliant),
    resources: sum(({ resources }) => resources),
    violations: sum(violationsIn),
    worst: worst.slice(0, 5).map(({ words, count }) => `${words}: ${count}`),
  };
}

/** Each cloud's own figures, and where they differ. */
const comparedClouds = (byCloud: readonly CloudCounts[], policy: TaggingPolicy) => ({
  clouds: Object.fromEntries(
    byCloud.map(({ cloud, counts }) => {
      const { judged, compliant, violations } = totalsOf(counts, []);
      const figures = { total_resources: judged, compliant_resources: compliant, violation_count: violations };
      return [cloud, { compliance_score: score(compliant, judged), ...figures }];
    }),
  ),
  cross_cloud_inconsistencies: inconsistenciesOf(byCloud, policy).map((one) => ({ ...one })),
});

export const checkTagCompliance = defineTool({
  name: 'check_tag_compliance',
  title: 'Check tag compliance',
  toolset: 'tags',
  core: true,
  description:
    'How well resources keep the tagging policy: score, breakdown and violations. A resource is compliant when it has no error; severity filters the list only.',
  input: z.strictObject({
    ...scopeInput,
    tags: tagsInput,
    severity: z.enum(['all', 'errors_only', 'warnings_only']).default('all'),
    group_by: z.enum(BREAKDOWN_GROUPS).default('resource_type'),
    limit: limitInput,
    cursor: cursorInput,
    response_format: detailedFormat,
    force_refresh: z.boolean().optional(),
    store_snapshot: z.boolean().optional(),
  }),
  output: z.object({
    compliance_score: z.number().nullable(),
    cost_weighted_score: z.null(),
    total_resources: z.int().nullable(),
    compliant_resources: z.int().nullable(),
    resources_outside_policy: z.int().nullable(),
    violation_count: z.int().nullable(),
    violations: z.array(violationRow.partial()),
    next_cursor: z.string().optional(),
    breakdown: z.array(
      z.object({
        group: z.string(),
        account_name: z.string().optional(),
        compliance_score: z.number().nullable(),
        total_resources: z.int(),
        compliant_resources: z.int(),
        violation_count: z.int(),
      }),
    ),
    breakdown_other: z.looseObject({ groups: z.int() }).optional(),
    worst: z.array(z.string()),
    clouds: z.record(z.string(), z.looseObject({ compliance_score: z.number().nullable() })).optional(),
    cross_cloud_inconsistencies: z.array(z.looseObject({ tag_name: z.string() })).optional(),
    cost_attribution_gap: z.null(),
    scan_timestamp: z.string().nullable(),
    policy_version: z.string(),
    data_quality: dataQuality,
  }),
  effect: 'reads',
  idempotent: true,
  openWorld: false,
  async run(input, context) {
    const cursor = readCursor(input.cursor);
    const { evaluator, scopes, version } = await judgedScopes(input, context, cursor?.snapshot);
    const { policy } = await context.policy();
    const tagNames = [...policy.requiredTags, ...policy.optionalTags].map(({ name }) => name);
    const quality = withNotes(qualityOf(scopes, context), input);
    const byCloud: CloudCounts[] = [];
    for (const { cloud, verdicts, filter } of scopes)
      byCloud.push({ cloud, counts: (await verdicts?.counts(filter, 'none')) ?? [] });
    const totals = totalsOf(
      byCloud.flatMap(({ counts }) => counts),
      tagNames,
    );
    const page = await violationPage({ evaluator, scopes }, SEVERITIES[input.severity], cursor, input.limit);
    const byAccount = input.group_by === 'account';
    const names = namesOf(byAccount ? await context.store.state.accounts.list(context.organisation) : []);
    const { groups: breakdown, other } = await breakdownOf(scopes, input.group_by, names);
    // Where nothing was read, none counted is no number.
    const counted = (count: number): number | null => (quality.status === 'empty' ? null : count);
    const concise = input.response_format === 'concise';
    return {
      compliance_score: score(totals.compliant, totals.judged),
      cost_weighted_score: null,
      total_resources: counted(totals.judged),
      compliant_resources: counted(totals.compliant),
      resources_outside_policy: counted(totals.resources - totals.judged),
      violation_count: counted(totals.violations),
      violations: concise ? page.rows.map(conciseRow) : page.rows,
      ...(page.next === undefined ? {} : { next_cursor: page.next }),
      breakdown,
      ...(other === undefined ? {} : { breakdown_other: other }),
      worst: [...totals.worst],
      ...(scopes.length > 1 ? comparedClouds(byCloud, policy) : {}),
      cost_attribution_gap: null,
      scan_timestamp: quality.as_of,
      policy_version: version,
      data_quality: quality,
    };
  },
  text({
    compliance_score,
    compliant_resources,
    total_resources,
    violation_count,
    violations,
    worst,
    breakdown,
    next_cursor,
    data_quality,
  }) {
    const head =
      compliance_score === null
        ? total_resources === null
          ? 'No compliance score, and no figure for resources or violations.'
          : 'No compliance score.'
        : `Tag compliance ${(compliance_score * 100).toFixed(1)} %: ${compliant_resources} of ${counted(Number(total_resources), 'resource')}, ${counted(Number(violation_count), 'violation')}.`;
    const most = worst.length > 0 ? [`Most: ${worst.join('; ')}.`] : [];
    const groups = breakdown
      .slice(0, GROUPS_IN_TEXT)
      .map(
        ({ group, account_name: name, compliance_score: part, compliant_resources: good, total_resources: all }) =>
          `- ${fenced(group, 60)}${name === undefined ? '' : ` ${fenced(name, 40)}`}: ${part === null ? 'no score' : `${(part * 100).toFixed(1)} %`}, ${good} of ${all}`,
      );
    const listed = violations.map(
      ({ resource_id = '', violation_type, tag_name = '' }) =>
        `- ${fenced(resource_id, 120)}: ${violation_type} ${fenced(tag_name, 40)}`,
    );
    return shortText(head, [...most, ...groups, ...listed], `${data_quality.note}${nextPage(next_cursor)}`);
  },
});

const conciseRow = ({ resource_id, violation_type, tag_name, severity, current_value }: ViolationRow) => ({
  resource_id,
  violation_type,
  tag_name,
  severity,
  current_value,
});

// Older clients ask a live scanner to scan again, or to keep what it found; this tool only reads.
function withNotes(
  quality: z.output<typeof dataQuality>,
  { force_refresh, store_snapshot }: { force_refresh?: boolean | undefined; store_snapshot?: boolean | undefined },
): z.output<typeof dataQuality> {
  if (!force_refresh && !store_snapshot) return quality;
  const asked = [force_refresh && 'force_refresh', store_snapshot && 'store_snapshot'].filter(Boolean).join(' and ');
  return {
    ...quality,
    note: `${quality.note} ${asked} changed nothing: this tool only reads; collect_data reads the clouds anew.`,
  };
}
