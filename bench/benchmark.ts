import type { Measurement } from './report/measurement.ts';
import type { EstateHome } from './support/estate-home.ts';
import type { InstalledProduct } from './support/installed-product.ts';

/** What all benchmarks share; each part is made when the first of them asks for it. */
export interface Bench {
  /** Only what takes seconds. */
  readonly quick: boolean;
  /** How large the simulated estate is that is collected, as a part of the whole one. */
  readonly scale: number;
  /** How many resources: 100,000, and a million unless it should be quick. */
  readonly sizes: readonly number[];
  /** Deleted at the end. */
  readonly temporary: string;
  product(): Promise<InstalledProduct>;
  estate(resources: number): Promise<EstateHome>;
  /** Says what is under way. */
  say(words: string): void;
}

export interface Benchmark {
  readonly name: string;
  run(bench: Bench): Promise<readonly Measurement[]>;
}
