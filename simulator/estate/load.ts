import type { PlantedResource } from './estate.ts';
import { type Random, randomFrom } from './random.ts';

/** How busy a resource is planted to be; its metrics are computed from this alone. */
export interface LoadProfile {
  readonly pattern: 'none' | 'idle' | 'steady' | 'office-hours' | 'nightly' | 'bursty';
  /** The share of its capacity that is used in a typical busy hour, from 0 to 1. */
  readonly level: number;
}

/** A typical mix: most things are worth their money, some do nothing. */
export function plantLoad(random: Random): LoadProfile {
  const pattern = random.weighted([
    ['none', 6],
    ['idle', 10],
    ['steady', 30],
    ['office-hours', 32],
    ['nightly', 8],
    ['bursty', 14],
  ] as const);
  if (pattern === 'none') return { pattern, level: 0 };
  return { pattern, level: pattern === 'idle' ? random.int(5, 25) / 1000 : random.int(12, 78) / 100 };
}

/** How busy a resource is: as planted in its detail, or else by its id. */
export function loadOf({ id, detail }: PlantedResource): LoadProfile {
  return hasLoad(detail) ? detail.load : plantLoad(randomFrom(`load/${id}`));
}

const hasLoad = (detail: unknown): detail is { readonly load: LoadProfile } =>
  typeof detail === 'object' && detail !== null && 'load' in detail;
