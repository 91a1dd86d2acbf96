import type { UnitCoverage, UnitKey, UnitOutcome } from '../../model/run.ts';

import { GLOBAL_REGION } from '../../model/scope.ts';
import type { KeptAccount } from '../inventory.ts';

const unitName = ({ account, region, type }: UnitKey): string => `${account} ${region} ${type}`;

/** The units that nobody keeps and that the run didn't ask; none where everything is kept. */
export function retiredUnits(
  before: readonly UnitCoverage[],
  outcomes: readonly UnitOutcome[],
  keep: readonly KeptAccount[] | undefined,
): UnitCoverage[] {
  if (!keep) return [];
  const asked = new Set(outcomes.map((unit) => unitName(unit)));
  const isKept = ({ account, region }: UnitKey) =>
    keep.some(
      (kept) => kept.account === account && (region === GLOBAL_REGION || (kept.regions?.includes(region) ?? true)),
    );
  return before.filter((unit) => !asked.has(unitName(unit)) && !isKept(unit));
}

/** What the new snapshot knows of each unit: the run's word where it asked, the earlier word elsewhere. */
export function mergeCoverage(before: readonly UnitCoverage[], outcomes: readonly UnitOutcome[]): UnitCoverage[] {
  const merged = new Map(before.map((unit) => [unitName(unit), unit]));
  for (const { cloud, account, region, type, status, collectedAt, gaps } of outcomes) {
    const key = { cloud, account, region, type };
    const at = status === 'failed' ? merged.get(unitName(key))?.collectedAt : collectedAt;
    merged.set(unitName(key), { ...key, status, gaps, ...(at === undefined ? {} : { collectedAt: at }) });
  }
  return [...merged.values()];
}
