import * as z from 'zod';
import type { Changes, CloudPart } from '../model/run.ts';

const MOST_UPDATES = 20;
const UPDATES_IN_TEXT = 3;

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

const shown = z.object({
  cost_updates: z.int(),
  updated_costs: z.array(
    z.object({ cloud_provider: z.string(), payer: z.string(), view: z.string(), month: z.string() }),
  ),
});

/** The first few in words, with how many more; nothing where none is known by name. */
export function costUpdateLines(changes: object): string[] {
  const { data } = shown.safeParse(changes);
  const lines = (data?.updated_costs ?? [])
    .slice(0, UPDATES_IN_TEXT)
    .map(({ cloud_provider, payer, view, month }) => `Updated: ${cloud_provider} ${payer} ${month} by ${view}.`);
  const more = (data?.cost_updates ?? 0) - lines.length;
  return lines.length > 0 && more > 0 ? [...lines, `${more} more cost updates.`] : lines;
}
