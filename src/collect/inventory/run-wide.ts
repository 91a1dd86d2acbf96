import type { WideListing, WideRows, WideUnit } from '../../clouds/cloud.ts';
import type { NotedGap } from '../../clouds/collector.ts';
import type { CloudName } from '../../model/cloud.ts';
import { CloudError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { Kind } from '../../model/kinds.ts';
import type { ResourceFacts } from '../../model/resource.ts';
import { OTHERS, type UnitKey, type UnitOutcome } from '../../model/run.ts';
import { GLOBAL_REGION } from '../../model/scope.ts';
import { distinctGaps, gapOf } from '../gaps.ts';
import { withinDeadline } from '../sending/unit-of-work.ts';
import { createRowCheck, type RowCheck } from './check-rows.ts';
import type { UnitConditions } from './run-unit.ts';

/** One wide listing and what of it is wanted. */
export interface WideJob {
  readonly cloud: CloudName;
  readonly listing: WideListing;
  /** Of types that have a source. */
  readonly units: readonly WideUnit[];
  /** Accounts of which the other types are wanted, too, each with those that it had when it was last read. */
  readonly others: ReadonlyMap<string, readonly string[]>;
}

/** A unit that a wide listing ended, with what is known of its type; undefined where no rows came. */
export interface WideUnitEnd {
  readonly outcome: UnitOutcome;
  readonly facts: { readonly kind: Kind; readonly taggable: boolean } | undefined;
  readonly rows: readonly ResourceFacts[];
}

// All of one unit are held at once; no estate has as many of one type in one account.
const MOST_ROWS = 1_000_000;

const nameOf = ({ account, type }: WideUnit): string => `${account} ${type}`;

/** The unit whose rows are coming in. A page that moves while it is read shows a resource twice; the later one is right. */
interface OpenUnit extends Pick<WideRows, 'account' | 'type' | 'kind' | 'taggable'> {
  readonly rows: Map<string, ResourceFacts>;
  readonly check: RowCheck;
}

/**
 * Reads one wide listing and hands on each unit as it ends: first those with rows, in the order in which they come, then those
 * without. Each page has its own deadline. A failure ends the unit that was open and all that have not come yet; a unit that comes
 * again ends a second time, as failed. An account that is lost ends with all of its units that have not.
 * @throws the reason of the signal, and what `ended` throws.
 */
export async function collectWide(
  { cloud, listing, units, others }: WideJob,
  conditions: UnitConditions,
  ended: (unit: WideUnitEnd) => Promise<void>,
  mostRows = MOST_ROWS,
): Promise<void> {
  const { organisation, time, deadlineMs, signal, log } = conditions;
  const begun = time.now();
  let last = begun.getTime();
  const awaited = new Map<string, WideUnit>();
  for (const unit of units) awaited.set(nameOf(unit), unit);
  for (const [account, types] of others)
    for (const type of types) awaited.set(nameOf({ account, type }), { account, type });
  const gaps = new Map<string, Gap[]>();
  const lost = new Map<string, Gap>();
  const done = new Set<string>();

  const place = ({ account, type }: WideUnit) =>
    ({ cloud, account, resourceType: type, dataset: 'inventory' }) as const;

  async function end(unit: WideUnit, open: OpenUnit | undefined, ending: Gap | undefined): Promise<void> {
    const name = nameOf(unit);
    awaited.delete(name);
    done.add(name);
    const ofRows = open?.check.gaps() ?? [];
    const failure = ending ?? lost.get(unit.account);
    const noted = [...(gaps.get(name) ?? []), ...ofRows, ...(failure ? [{ ...failure, ...place(unit) }] : [])];
    const key: UnitKey = { cloud, account: unit.account, region: GLOBAL_REGION, type: unit.type };
    const now = time.now().getTime();
    const outcome: UnitOutcome = {
      ...key,
      status: failure || open?.check.lost() ? 'failed' : noted.length > 0 ? 'partial' : 'ok',
      collectedAt: begun.toISOString(),
      durationMs: now - last,
      rows: open?.rows.size ?? 0,
      gaps: distinctGaps(noted),
    };
    last = now;
    const facts = open && { kind: open.kind, taggable: open.taggable };
    await ended({ outcome, facts, rows: [...(open?.rows.values() ?? [])] });
  }

  const note = (unit: WideUnit, gap: NotedGap) => {
    const name = nameOf(unit);
    // Of the other types as such there are no fields: what is missing are resources.
    const noted = { ...place(unit), ...gap, ...(unit.type === OTHERS ? {} : { fieldsOnly: true }) };
    gaps.set(name, [...(gaps.get(name) ?? []), noted]);
  };
  const lose = (account: string, error: CloudError) =>
    void lost.set(account, gapOf(error, { cloud, account }, `listing ${listing.name}`));
  const request = { organisation, units, others: [...others.keys()], note, lose };
  const pages = listing.rows(request)[Symbol.asyncIterator]();
  let open: OpenUnit | undefined;
  let again: WideUnit | undefined;
  /** The next rows, nothing at the end, or what the listing failed of. */
  async function next(): Promise<WideRows | Gap | undefined> {
    try {
      const step = await withinDeadline(time, { id: listing.name, deadlineMs, signal }, () => pages.next());
      if (step.done) return undefined;
      if (done.has(nameOf(step.value))) {
        again = step.value;
        throw broken(listing, 'OutOfOrder');
      }
      const held = open && nameOf(open) === nameOf(step.value) ? open.rows.size : 0;
      if (held + step.value.rows.length > mostRows) throw broken(listing, 'TooManyRows');
      return step.value;
    } catch (error) {
      if (signal.aborted) throw error;
      // What hangs can't be told to stop; what listens is.
      pages.return?.()?.catch(() => {});
      const gap = gapOf(error, { cloud, account: '' }, `listing ${listing.name}`);
      if (gap.reason === 'failed' && !(error instanceof CloudError)) log?.(error, listing.name);
      return gap;
    }
  }

  let failure: Gap | undefined;
  for (let page = await next(); page; page = await next()) {
    if ('reason' in page) {
      failure = page;
      break;
    }
    if (open && nameOf(open) !== nameOf(page)) {
      await end(open, open, undefined);
      open = undefined;
    }
    open ??= { ...page, rows: new Map(), check: createRowCheck(place(page)) };
    for (const facts of page.rows) {
      const checked = open.check.checked(facts);
      if (checked) open.rows.set(checked.id, checked);
    }
  }
  if (open) await end(open, open, failure);
  // What was staged of it is not whole, and nobody can say what else is missing.
  for (const unit of [...(again ? [again] : []), ...awaited.values()]) await end(unit, undefined, failure);
}

const broken = ({ name }: WideListing, code: string): CloudError =>
  new CloudError({ reason: 'failed', code, action: name, retryable: false });
