import type { OtherRows, OtherSource } from '../../clouds/cloud.ts';
import { CloudError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { ResourceFacts } from '../../model/resource.ts';
import type { UnitOutcome } from '../../model/run.ts';
import { distinctGaps, gapOf } from '../gaps.ts';
import { type PlannedUnit, unitName } from '../planning/units.ts';
import { withinDeadline } from '../sending/unit-of-work.ts';
import { createRowCheck, type RowCheck } from './check-rows.ts';
import type { UnitConditions } from './run-unit.ts';

/** A unit that the list ended: a type that it told of, or the list itself. */
export interface OtherUnitEnd {
  readonly outcome: UnitOutcome;
  /** Whether the type can be tagged; undefined where no rows came. */
  readonly taggable: boolean | undefined;
  readonly rows: readonly ResourceFacts[];
}

interface SeenType {
  readonly taggable: boolean;
  /** A page that moves while it is read shows a resource twice; the later one is right. */
  readonly rows: Map<string, ResourceFacts>;
  readonly check: RowCheck;
}

// All of one region are held at once, because they come in any order.
const MOST_ROWS = 1_000_000;

/**
 * Reads the list of a region's types without a source and hands on a unit for each type that it tells of or that the region had
 * `before`; the list itself comes last, so that whoever finds it finds all of them. Each page has its own deadline. Where the
 * list fails, what it told counts, and nothing is known of the rest.
 * @throws the reason of the signal, and what `ended` throws.
 */
export async function collectOthers(
  unit: PlannedUnit<OtherSource>,
  before: readonly string[],
  conditions: UnitConditions,
  ended: (unit: OtherUnitEnd) => Promise<void>,
  mostRows = MOST_ROWS,
): Promise<void> {
  const { organisation, time, deadlineMs, signal, log } = conditions;
  const { cloud, account, region, type, source } = unit;
  const place = { cloud, account, region, resourceType: type, dataset: 'inventory' } as const;
  const begun = time.now();
  const gaps: Gap[] = [];
  const seen = new Map<string, SeenType>();
  let held = 0;

  function hold({ type: told, taggable, rows }: OtherRows): void {
    const check = createRowCheck({ ...place, resourceType: told });
    const known = seen.get(told) ?? { taggable, rows: new Map(), check };
    seen.set(told, known);
    for (const facts of rows) {
      const checked = known.check.checked(facts);
      if (checked) known.rows.set(checked.id, checked);
    }
    held += rows.length;
    if (held > mostRows)
      throw new CloudError({ reason: 'failed', code: 'TooManyRows', action: unitName(unit), retryable: false });
  }

  async function read(): Promise<Gap | undefined> {
    const pages = source
      .others({ organisation, cloud, account, region }, (gap) => gaps.push({ ...place, ...gap }))
      [Symbol.asyncIterator]();
    try {
      for (;;) {
        const step = await withinDeadline(time, { id: unitName(unit), deadlineMs, signal }, () => pages.next());
        if (step.done) return undefined;
        step.value.forEach(hold);
      }
    } catch (error) {
      if (signal.aborted) throw error;
      // What hangs can't be told to stop; what listens is.
      pages.return?.()?.catch(() => {});
      const gap = gapOf(error, place, `listing ${type}`);
      if (gap.reason === 'failed' && !(error instanceof CloudError)) log?.(error, unitName(unit));
      return gap;
    }
  }

  const failure = await read();
  const end = (of: string, found: SeenType | undefined, listed: readonly Gap[]) => {
    signal.throwIfAborted();
    const noted = [...(found?.check.gaps() ?? []), ...listed];
    const status = failure || found?.check.lost() ? 'failed' : noted.length > 0 ? 'partial' : 'ok';
    const outcome: UnitOutcome = {
      ...{ cloud, account, region, type: of, status },
      collectedAt: begun.toISOString(),
      durationMs: time.now().getTime() - begun.getTime(),
      rows: found?.rows.size ?? 0,
      gaps: distinctGaps(noted),
    };
    return ended({ outcome, taggable: found?.taggable, rows: [...(found?.rows.values() ?? [])] });
  };
  for (const [told, found] of seen) await end(told, found, failure ? [{ ...failure, resourceType: told }] : []);
  if (!failure) for (const known of new Set(before)) if (!seen.has(known)) await end(known, undefined, []);
  await end(type, undefined, failure ? [...gaps, failure] : gaps);
}
