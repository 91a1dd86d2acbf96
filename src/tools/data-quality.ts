import * as z from 'zod';
import type { Gap } from '../model/gap.ts';
import type { UnitCoverage } from '../model/run.ts';
import { type CloudScope, unitInScope } from './scope.ts';
import type { ToolContext } from './tool.ts';

/** How much of the scope an answer rests on. */
export const dataQuality = z.object({
  status: z.enum(['complete', 'partial', 'stale', 'empty']),
  as_of: z.string().nullable(),
  oldest_as_of: z.string().nullable(),
  gaps: z.array(z.looseObject({ reason: z.string(), detail: z.string() })),
  note: z.string(),
});
export type DataQuality = z.output<typeof dataQuality>;

// An answer is bounded; the note counts what is left out.
const MOST_GAPS = 60;
const SAME_REGIONS = 3;

const wire = ({ cloud, account, region, resourceType, reason, detail }: Gap): DataQuality['gaps'][number] => ({
  cloud_provider: cloud,
  account,
  ...(region === undefined ? {} : { region }),
  ...(resourceType === undefined ? {} : { resource_type: resourceType }),
  reason,
  detail,
});

/** The same refusal in many regions of an account is one gap of the account. */
function mergeRegions(gaps: readonly Gap[]): Gap[] {
  const groups = Map.groupBy(gaps, ({ region: _, ...rest }) => JSON.stringify(rest));
  return [...groups.values()].flatMap((group) => {
    const regions = new Set(group.map(({ region }) => region));
    const [first] = group;
    if (!first || regions.size <= SAME_REGIONS) return group;
    const { region: _, ...rest } = first;
    return [{ ...rest, detail: `${first.detail} in ${regions.size} regions` }];
  });
}

const notCollected = (scope: CloudScope, type: string | undefined): Gap => ({
  cloud: scope.cloud,
  account: 'all',
  ...(type === undefined ? {} : { resourceType: type }),
  reason: 'not_collected',
  detail: 'never collected: run collect_data',
});

function unitsAndGaps(scopes: readonly CloudScope[]): { units: UnitCoverage[]; gaps: Gap[] } {
  const units: UnitCoverage[] = [];
  const gaps: Gap[] = [];
  for (const scope of scopes) {
    if (!scope.snapshot) gaps.push(notCollected(scope, undefined));
    const inScope = scope.coverage.filter((unit) => unitInScope(unit, scope.filter));
    units.push(...inScope);
    for (const unit of inScope)
      for (const gap of unit.gaps) gaps.push({ ...gap, region: unit.region, resourceType: unit.type });
    const covered = new Set(inScope.map(({ type }) => type));
    if (scope.snapshot)
      for (const type of scope.filter.types ?? []) if (!covered.has(type)) gaps.push(notCollected(scope, type));
  }
  return { units, gaps };
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

function noteOf(
  status: DataQuality['status'],
  merged: readonly Gap[],
  unread: number,
  units: number,
  hours: number,
): string {
  const left = merged.length > MOST_GAPS ? ` ${merged.length - MOST_GAPS} more gaps are not listed.` : '';
  const reasons = [...new Set(merged.map(({ detail }) => detail))].slice(0, 3).join('; ');
  switch (status) {
    case 'complete':
      return 'Everything in scope was read.';
    case 'stale':
      return `Everything in scope was read, but some of it more than ${hours} hours ago: run collect_data for current figures.`;
    case 'empty':
      return units === 0
        ? 'Nothing in scope was ever collected, so that there is no figure: run collect_data.'
        : `Nothing in scope could be read (${reasons}), so that there is no figure.${left}`;
    case 'partial':
      return unread === 0
        ? `Some fields could not be read (${reasons}); figures leave out what was not seen.${left}`
        : `${plural(unread, 'listing')} of ${units} could not be read (${reasons}); figures leave out what was not seen, or use what was last known of it.${left}`;
  }
}

/** What an answer over these scopes rests on. */
export function qualityOf(scopes: readonly CloudScope[], { now, settings }: ToolContext): DataQuality {
  const { units, gaps } = unitsAndGaps(scopes);
  const seen = units.flatMap(({ collectedAt }) => collectedAt ?? []).sort();
  const oldest = seen[0];
  const staleBefore = new Date(now().getTime() - settings.staleAfterHours * 3_600_000).toISOString();
  const status = !oldest ? 'empty' : gaps.length > 0 ? 'partial' : oldest < staleBefore ? 'stale' : 'complete';
  const merged = mergeRegions(gaps);
  const unread = units.filter((unit) => unit.status === 'failed').length;
  return {
    status,
    as_of: seen.at(-1) ?? null,
    oldest_as_of: oldest ?? null,
    gaps: merged.slice(0, MOST_GAPS).map(wire),
    note: noteOf(status, merged, unread, units.length, settings.staleAfterHours),
  };
}

interface Basis {
  readonly gaps: readonly Gap[];
  /** When each part was read. */
  readonly seen: readonly string[];
  /** Whether a part that may still change was read too long ago. */
  readonly stale: boolean;
  note(status: DataQuality['status'], reasons: string): string;
}

/** The same for an answer that rests on something other than the inventory. */
export function qualityOfParts({ gaps, seen, stale, note }: Basis): DataQuality {
  const read = seen.toSorted();
  const status = read.length === 0 ? 'empty' : gaps.length > 0 ? 'partial' : stale ? 'stale' : 'complete';
  const merged = mergeRegions(gaps);
  const left = merged.length > MOST_GAPS ? ` ${merged.length - MOST_GAPS} more gaps are not listed.` : '';
  const reasons = [...new Set(merged.map(({ detail }) => detail))].slice(0, 3).join('; ');
  return {
    status,
    as_of: read.at(-1) ?? null,
    oldest_as_of: read[0] ?? null,
    gaps: merged.slice(0, MOST_GAPS).map(wire),
    note: `${note(status, reasons)}${left}`,
  };
}
