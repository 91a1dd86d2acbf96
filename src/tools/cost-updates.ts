import type { Changes, CloudPart } from '../model/run.ts';

const MOST_UPDATES = 20;

/** How many cost updates a run made, the first of them, and how many more there are. */
export function costUpdates({ costUpdates: count }: Changes, parts: readonly CloudPart[] | undefined) {
  if (count === undefined) return {};
  const kept = (parts ?? []).flatMap(({ cloud, costUpdates: updates = [] }) =>
    updates.map(({ payer, view, month }) => ({ cloud_provider: cloud, payer, view, month })),
  );
  const told = kept.slice(0, MOST_UPDATES);
  // Runs of earlier versions kept no more than the number.
  return {
    cost_updates: count,
    ...(parts ? { updated_costs: told, more_updated_costs: count - told.length } : {}),
  };
}
