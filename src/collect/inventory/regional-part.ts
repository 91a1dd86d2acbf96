import type { CloudName } from '../../model/cloud.ts';
import type { Gap } from '../../model/gap.ts';
import type { UnitKey, UnitOutcome } from '../../model/run.ts';
import { GLOBAL_REGION } from '../../model/scope.ts';
import { distinctGaps } from '../gaps.ts';
import { regionsOf } from '../planning/region-words.ts';
import { wordsOf } from '../planning/units.ts';
import type { Session } from '../session.ts';
import type { WideUnitEnd } from './run-wide.ts';

/** A unit of which only some regions were wanted: how its reading went, and what the inventory may take from it. */
export interface RegionalEnd {
  readonly end: WideUnitEnd;
  readonly kept: UnitOutcome;
}

// The store's own pages are as long.
const PAGE = 5000;

type Unit = Pick<UnitKey, 'account' | 'type'>;
const nameOf = ({ account, type }: Unit): string => `${account} ${type}`;

/**
 * What to take of a list of all regions where a request names some. What lies elsewhere stays as it was, in its own age: it is
 * neither gone nor read. Undefined where no region is named.
 */
export async function regionalPart(
  { parts, request, run }: Session,
  cloud: CloudName,
): Promise<((end: WideUnitEnd) => RegionalEnd) | undefined> {
  const words = wordsOf(request.regions);
  if (!words) return undefined;
  const regions = regionsOf(cloud, words);
  const isWanted = new Set(regions);
  const { inventory } = parts.store;
  const snapshot = await inventory.latest(run.organisation, cloud);
  const units = new Map(
    (snapshot ? await inventory.coverage(snapshot) : [])
      .filter(({ region }) => region === GLOBAL_REGION)
      .map((unit) => [nameOf(unit), unit]),
  );
  const known = new Map<string, string[]>();
  for (let offset: number | undefined = 0; snapshot && offset !== undefined; ) {
    const page: Awaited<ReturnType<typeof inventory.find>> = await inventory.find(snapshot, { regions }, offset, PAGE);
    for (const resource of page.resources) {
      const ids = known.get(nameOf(resource));
      if (ids) ids.push(resource.id);
      else known.set(nameOf(resource), [resource.id]);
    }
    offset = page.next;
  }

  return ({ outcome: whole, facts, rows: told }) => {
    const rows = told.filter(({ region }) => isWanted.has(region ?? GLOBAL_REGION));
    const outcome = { ...whole, rows: rows.length };
    const end = { outcome, facts, rows };
    if (outcome.status === 'failed') return { end, kept: outcome };
    const seen = new Set(rows.map(({ id }) => id));
    const deleted = (known.get(nameOf(outcome)) ?? []).filter((id) => !seen.has(id));
    const before = units.get(nameOf(outcome));
    if (before?.collectedAt === undefined) {
      const unread: Gap = {
        ...{ cloud, account: outcome.account, resourceType: outcome.type, dataset: 'inventory' },
        reason: 'not_collected',
        detail: `never read whole: what lies in ${regions.join(', ')} was asked for last`,
      };
      const gaps = distinctGaps([...outcome.gaps, unread]);
      return { end, kept: { ...outcome, status: 'failed', gaps, changesOnly: { deleted } } };
    }
    const status = before.status === 'ok' ? outcome.status : before.status;
    const gaps = distinctGaps([...before.gaps, ...outcome.gaps]);
    return { end, kept: { ...outcome, status, gaps, collectedAt: before.collectedAt, changesOnly: { deleted } } };
  };
}
