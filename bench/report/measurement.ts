import { median } from './statistics.ts';

export type Unit = 'ms' | 's' | 'MB' | 'tokens' | 'rows/s' | 'calls' | 'times' | 'resources';

/** One thing that was measured several times. Every target is a limit from above. */
export interface Measurement {
  readonly name: string;
  readonly unit: Unit;
  /** Warm runs. */
  readonly samples: readonly number[];
  /** The first call of a new process, apart. */
  readonly cold?: readonly number[];
  readonly target?: number;
  /** What could not be beaten on this machine, measured in the same run. */
  readonly limit?: { readonly what: string; readonly samples: readonly number[] };
  /** What the process computed for each run, in milliseconds: less moved by other work on the machine than the time. */
  readonly processorMs?: number;
  readonly note?: string;
}

/** How many times slower than what could not be beaten. */
export const ratioOf = ({ samples, limit }: Measurement): number | undefined =>
  limit && median(samples) / median(limit.samples);

export const meetsTarget = ({ samples, target }: Measurement): boolean | undefined =>
  target === undefined ? undefined : median(samples) <= target;
