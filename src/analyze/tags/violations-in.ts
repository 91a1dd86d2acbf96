import type { VerdictCounts } from '../../store/inventory.ts';

/** How many violations there are in these counts: of every tag, and of the naming rules. */
export const violationsIn = ({ byTag, namingViolations }: VerdictCounts): number =>
  byTag.reduce(
    (sum, { ok: _, ...failed }) => sum + Object.values(failed).reduce((part, count) => part + count, 0),
    namingViolations,
  );
