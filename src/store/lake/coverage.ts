import type { UnitCoverage, UnitKey, UnitOutcome } from '../../model/run.ts';

const unitName = ({ account, region, type }: UnitKey): string => `${account} ${region} ${type}`;

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
