import { add } from '../model/money.ts';
import type { Changes, Spent } from '../model/run.ts';

/** Both together. What only one of them knows is as it knows it; what neither knows stays unknown. */
export function addChanges(before: Changes | undefined, more: Changes): Changes {
  const sums: Record<string, number> = { ...before };
  for (const [name, count] of Object.entries(more)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

/** Both together, by cloud. */
export function addSpent(before: readonly Spent[], more: readonly Spent[]): Spent[] {
  const groups = Map.groupBy([...before, ...more], ({ cloud }) => cloud);
  return [...groups].flatMap(([cloud, [first, ...others]]) =>
    first ? [{ cloud, cost: others.reduce((sum, { cost }) => add(sum, cost), first.cost) }] : [],
  );
}
