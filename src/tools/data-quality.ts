import * as z from 'zod';
import type { Gap } from '../model/gap.ts';
import type { UnitCoverage } from '../model/run.ts';
import { staleBefore } from './freshness.ts';
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

// Needed for what is asked beside the inventory, and paid.
const BESIDE_INVENTORY = /^(?:ce|cloudwatch):/;

/** What the listings of each account say was refused or failed, wherever they lie: words and permissions. */
function toldByListings(coverage: readonly UnitCoverage[]): Map<string, Set<string>> {
  const told = new Map<string, Set<string>>();
  for (const { account, gaps } of coverage) {
    const words = told.get(account) ?? new Set();
    for (const { action, detail } of gaps) words.add(detail).add(action ?? detail.split(' ')[0] ?? '');
    told.set(account, words);
  }
  return told;
}

/** Accounts that nobody could read, and what else could not be seen and belongs to no listing. */
function accountGaps({ cloud, snapshot, coverage, filter, accounts }: CloudScope): { unread: Gap[]; unlisted: Gap[] } {
  const told = toldByListings(coverage);
  const [unread, unlisted]: [Gap[], Gap[]] = [[], []];
  for (const { id: account, status, detail = `the account was ${status}`, missingPermissions, gaps = [] } of accounts) {
    if (filter.accounts && !filter.accounts.includes(account)) continue;
    const words = told.get(account);
    if (status !== 'connected') {
      const reason = status === 'denied' ? 'denied' : 'failed';
      if (!words?.has(detail)) unread.push({ cloud, account, reason, detail });
      continue;
    }
    if (snapshot && !words)
      unread.push({ cloud, account, reason: 'not_collected', detail: 'the account was never collected' });
    unlisted.push(...gaps);
    const isTold = (action: string) => words?.has(action) || gaps.some((gap) => gap.action === action);
    for (const action of missingPermissions.filter((one) => !BESIDE_INVENTORY.test(one) && !isTold(one)))
      unlisted.push({ cloud, account, reason: 'denied', detail: `${action} was denied`, action });
  }
  return { unread, unlisted };
}

/** Where a provider doesn't have the type at all, nothing is missing. */
const isMissing = ({ reason }: Gap): boolean => reason !== 'unsupported';

/** What the units in scope say together. */
interface Reach {
  units: number;
  /** Units that were not listed whole. */
  unread: number;
  /** Accounts that no unit tells of. */
  accounts: number;
  oldest: string | undefined;
  newest: string | undefined;
  readonly gaps: Gap[];
}

// One pass and no lists: a large estate has a hundred thousand units, and every answer passes here.
function reachOf(scopes: readonly CloudScope[]): Reach {
  const reach: Reach = { units: 0, unread: 0, accounts: 0, oldest: undefined, newest: undefined, gaps: [] };
  for (const scope of scopes) {
    const { snapshot, coverage, filter } = scope;
    if (!snapshot) reach.gaps.push(notCollected(scope, undefined));
    const missing = new Set(snapshot ? filter.types : []);
    for (const unit of coverage) {
      if (!unitInScope(unit, filter)) continue;
      missing.delete(unit.type);
      addUnit(reach, unit);
    }
    for (const type of missing) reach.gaps.push(notCollected(scope, type));
    const { unread, unlisted } = accountGaps(scope);
    reach.accounts += unread.length;
    reach.gaps.push(...unread, ...unlisted);
  }
  return reach;
}

function addUnit(reach: Reach, { status, collectedAt, gaps, region, type }: UnitCoverage): void {
  reach.units++;
  if (status === 'failed' && (gaps.length === 0 || gaps.some(isMissing))) reach.unread++;
  for (const gap of gaps) reach.gaps.push({ ...gap, region, resourceType: type });
  if (collectedAt === undefined) return;
  if (reach.oldest === undefined || collectedAt < reach.oldest) reach.oldest = collectedAt;
  if (reach.newest === undefined || collectedAt > reach.newest) reach.newest = collectedAt;
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const leftOut = (gaps: readonly Gap[]): string =>
  gaps.length > MOST_GAPS ? ` ${gaps.length - MOST_GAPS} more gaps are not listed.` : '';

const reasonsOf = (gaps: readonly Gap[]): string =>
  [...new Set(gaps.filter(isMissing).map(({ detail }) => detail))].slice(0, 3).join('; ');

function noteOf(
  status: DataQuality['status'],
  merged: readonly Gap[],
  { unread, units, accounts }: Pick<Reach, 'unread' | 'units' | 'accounts'>,
  hours: number,
): string {
  const left = leftOut(merged);
  const reasons = reasonsOf(merged);
  const whole = [
    ...(unread === 0 ? [] : [`${plural(unread, 'listing')} of ${units}`]),
    ...(accounts === 0 ? [] : [plural(accounts, 'account')]),
  ].join(' and ');
  switch (status) {
    case 'complete':
      return 'Everything in scope was read.';
    case 'stale':
      return `Everything in scope was read, but some of it more than ${hours} hours ago: run collect_data for current figures.`;
    case 'empty':
      return units + accounts === 0
        ? 'Nothing in scope was ever collected, so that there is no figure: run collect_data.'
        : `Nothing in scope could be read (${reasons}), so that there is no figure.${left}`;
    case 'partial':
      return whole === ''
        ? `Some of what is in scope could not be read (${reasons}); figures leave out what was not seen.${left}`
        : `${whole} could not be read (${reasons}); figures leave out what was not seen, or use what was last known of it.${left}`;
  }
}

/** What an answer over these scopes rests on. */
export function qualityOf(scopes: readonly CloudScope[], { now, settings }: ToolContext): DataQuality {
  const reach = reachOf(scopes);
  const { oldest, newest, gaps } = reach;
  const old = staleBefore({ now, settings });
  const status = !oldest ? 'empty' : gaps.some(isMissing) ? 'partial' : oldest < old ? 'stale' : 'complete';
  const merged = mergeRegions(gaps);
  return {
    status,
    as_of: newest ?? null,
    oldest_as_of: oldest ?? null,
    gaps: merged.slice(0, MOST_GAPS).map(wire),
    note: noteOf(status, merged, reach, settings.staleAfterHours),
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
  const status = read.length === 0 ? 'empty' : gaps.some(isMissing) ? 'partial' : stale ? 'stale' : 'complete';
  const merged = mergeRegions(gaps);
  return {
    status,
    as_of: read.at(-1) ?? null,
    oldest_as_of: read[0] ?? null,
    gaps: merged.slice(0, MOST_GAPS).map(wire),
    note: `${note(status, reasonsOf(merged))}${leftOut(merged)}`,
  };
}
