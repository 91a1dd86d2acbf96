import * as z from 'zod';
import { counted } from '../model/counted.ts';
import { type Gap, isMissing } from '../model/gap.ts';
import type { UnitIndex } from '../store/unit-index.ts';
import { staleBefore } from './freshness.ts';
import type { CloudScope } from './scope.ts';
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

interface SpreadGap {
  readonly gap: Omit<Gap, 'region'>;
  readonly regions: readonly (string | undefined)[];
}

const ofRegion = ({ region, ...gap }: Gap): SpreadGap => ({ gap, regions: [region] });

/** The same refusal in many regions of an account is one gap of the account. */
function mergeRegions(spread: readonly SpreadGap[]): Gap[] {
  const groups = Map.groupBy(spread, ({ gap }) => JSON.stringify(gap));
  return [...groups.values()].flatMap((group) => {
    const regions = group.flatMap((one) => one.regions);
    const [first] = group;
    if (!first) return [];
    const many = new Set(regions).size;
    if (many > SAME_REGIONS) return [{ ...first.gap, detail: `${first.gap.detail} in ${many} regions` }];
    return regions.map((region) => (region === undefined ? first.gap : { ...first.gap, region }));
  });
}

/** What no call could tell, once for all accounts and regions: it can't be mended, and would hide what can. */
function mergeUntold(spread: readonly SpreadGap[]): Gap[] {
  const groups = Map.groupBy(spread, ({ gap: { cloud, resourceType, detail } }) =>
    JSON.stringify([cloud, resourceType, detail]),
  );
  return [...groups.values()].flatMap((group) => {
    const accounts = new Set(group.map(({ gap }) => gap.account)).size;
    const [first] = group;
    if (!first || accounts === 1) return mergeRegions(group);
    return [{ ...first.gap, account: 'several', detail: `${first.gap.detail}; in ${accounts} accounts` }];
  });
}

/** What could be mended comes first. */
function merge(spread: readonly SpreadGap[]): Gap[] {
  const [missing, untold] = [true, false].map((wanted) => spread.filter(({ gap }) => isMissing(gap) === wanted));
  return [...mergeRegions(missing ?? []), ...mergeUntold(untold ?? [])];
}

const notCollected = (scope: CloudScope, type: string | undefined): Gap => ({
  cloud: scope.cloud,
  account: 'all',
  ...(type === undefined ? {} : { resourceType: type }),
  reason: 'not_collected',
  detail: 'never collected: run collect_data',
});

// Needed for what is asked beside the inventory: paid, or to know who pays.
const BESIDE_INVENTORY =
  /^(?:ce:|cloudwatch:|organizations:DescribeOrganization$|Microsoft\.(?:CostManagement|Insights)\/|bigquery\.|monitoring\.)/;

/** What the listings of an account say was refused or failed, wherever they lie: words and permissions. */
function toldByListings(units: UnitIndex, account: string): Set<string> | undefined {
  const told = units.toldBy(account);
  return told && new Set(told.flatMap(({ action, detail }) => [detail, action ?? detail.split(' ')[0] ?? '']));
}

/** Accounts that nobody could read, and what else could not be seen and belongs to no listing. */
function accountGaps({ cloud, snapshot, units, filter, accounts }: CloudScope): { unread: Gap[]; unlisted: Gap[] } {
  const [unread, unlisted]: [Gap[], Gap[]] = [[], []];
  for (const { id: account, status, detail = `the account was ${status}`, missingPermissions, gaps = [] } of accounts) {
    if (filter.accounts && !filter.accounts.includes(account)) continue;
    // Nothing runs in it.
    if (status === 'inactive') continue;
    const words = toldByListings(units, account);
    if (status !== 'connected') {
      const reason = status === 'denied' ? 'denied' : 'failed';
      // What was read before it was refused is as it was read; a collection that was refused marks its listings itself.
      if (!words) unread.push({ cloud, account, reason, detail });
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

/** What the units in scope say together. */
interface Reach {
  units: number;
  /** Units that were not listed whole. */
  unread: number;
  /** Accounts that no unit tells of. */
  accounts: number;
  readonly seen: string[];
  readonly gaps: SpreadGap[];
}

function reachOf(scopes: readonly CloudScope[]): Reach {
  const reach: Reach = { units: 0, unread: 0, accounts: 0, seen: [], gaps: [] };
  for (const scope of scopes) {
    const { snapshot, filter } = scope;
    const { units, unread, oldest, newest, types, gaps } = scope.units.reach(filter);
    if (!snapshot) reach.gaps.push(ofRegion(notCollected(scope, undefined)));
    reach.units += units;
    reach.unread += unread;
    if (oldest !== undefined && newest !== undefined) reach.seen.push(oldest, newest);
    // Not by `push(...gaps)`: an argument for each of many is too many.
    for (const gap of gaps) reach.gaps.push(gap);
    for (const type of snapshot ? new Set(filter.types) : [])
      if (!types.has(type)) reach.gaps.push(ofRegion(notCollected(scope, type)));
    const ofAccounts = accountGaps(scope);
    reach.accounts += ofAccounts.unread.length;
    for (const gap of [...ofAccounts.unread, ...ofAccounts.unlisted]) reach.gaps.push(ofRegion(gap));
  }
  return reach;
}

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
    ...(unread === 0 ? [] : [`${counted(unread, 'listing')} of ${units}`]),
    ...(accounts === 0 ? [] : [counted(accounts, 'account')]),
  ].join(' and ');
  switch (status) {
    case 'complete':
      return merged.length === 0
        ? 'Everything in scope was read.'
        : 'Everything in scope was read that can be; the gaps say what can not.';
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
  const seen = reach.seen.toSorted();
  const [oldest] = seen;
  const old = staleBefore({ now, settings });
  const missing = reach.gaps.some(({ gap }) => isMissing(gap));
  const status = !oldest ? 'empty' : missing ? 'partial' : oldest < old ? 'stale' : 'complete';
  const merged = merge(reach.gaps);
  return {
    status,
    as_of: seen.at(-1) ?? null,
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
  /** Whether somebody stopped what was to read it, so that parts are missing which no gap tells of. */
  readonly stopped?: boolean;
  note(status: DataQuality['status'], reasons: string): string;
}

/** The same for an answer that rests on something other than the inventory. */
export function qualityOfParts({ gaps, seen, stale, stopped = false, note }: Basis): DataQuality {
  const read = seen.toSorted();
  const missing = stopped || gaps.some(isMissing);
  const status = read.length === 0 ? 'empty' : missing ? 'partial' : stale ? 'stale' : 'complete';
  const merged = merge(gaps.map(ofRegion));
  return {
    status,
    as_of: read.at(-1) ?? null,
    oldest_as_of: read[0] ?? null,
    gaps: merged.slice(0, MOST_GAPS).map(wire),
    note: `${note(status, reasonsOf(merged))}${leftOut(merged)}`,
  };
}
