import type { Changes } from '../model/run.ts';

/** Both together. What only one of them knows is as it knows it; what neither knows stays unknown. */
export function addChanges(before: Changes | undefined, more: Changes): Changes {
  const sums: Record<string, number> = { ...before };
  for (const [name, count] of Object.entries(more)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}
