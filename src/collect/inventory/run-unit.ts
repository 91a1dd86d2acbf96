import type { OwnSource } from '../../clouds/cloud.ts';
import { CloudError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { ResourceFacts } from '../../model/resource.ts';
import type { UnitOutcome } from '../../model/run.ts';
import { distinctGaps, gapOf } from '../gaps.ts';
import { type PlannedUnit, unitName } from '../planning/units.ts';
import { withinDeadline } from '../sending/unit-of-work.ts';
import type { Time } from '../time.ts';
import { createRowCheck } from './check-rows.ts';

export interface CollectedUnit {
  readonly outcome: UnitOutcome;
  readonly rows: readonly ResourceFacts[];
}

/** Under which one unit is read. */
export interface UnitConditions {
  readonly organisation: string;
  readonly time: Time;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  log?(error: unknown, where: string): void;
}

/** Lists one unit. Its failure is an outcome, with what was seen until then. @throws the reason of the signal. */
export async function collectUnit(unit: PlannedUnit<OwnSource>, conditions: UnitConditions): Promise<CollectedUnit> {
  const { organisation, time, deadlineMs, signal, log } = conditions;
  const { cloud, account, region, type, source } = unit;
  const place = { cloud, account, region, resourceType: type, dataset: 'inventory' } as const;
  const begun = time.now();
  // A page that moves while it is read shows a resource twice; the later one is right.
  const rows = new Map<string, ResourceFacts>();
  const gaps: Gap[] = [];
  const check = createRowCheck(place);
  let whole = true;
  try {
    await withinDeadline(time, { id: unitName(unit), deadlineMs, signal }, async (work) => {
      const note = (gap: Pick<Gap, 'reason' | 'detail' | 'action'>) =>
        gaps.push({ ...place, ...gap, fieldsOnly: true });
      for await (const facts of source.resources({ organisation, cloud, account, region }, note)) {
        if (work.signal.aborted) return;
        const checked = check.checked(facts);
        if (checked) rows.set(checked.id, checked);
      }
    });
  } catch (error) {
    if (signal.aborted) throw error;
    whole = false;
    const gap = gapOf(error, place, `listing ${type}`);
    gaps.push(gap);
    if (gap.reason === 'failed' && !(error instanceof CloudError)) log?.(error, unitName(unit));
  }
  gaps.push(...check.gaps());
  const outcome: UnitOutcome = {
    ...{ cloud, account, region, type },
    status: !whole || check.lost() ? 'failed' : gaps.length > 0 ? 'partial' : 'ok',
    collectedAt: begun.toISOString(),
    durationMs: time.now().getTime() - begun.getTime(),
    rows: rows.size,
    gaps: distinctGaps(gaps),
  };
  return { outcome, rows: [...rows.values()] };
}
