import type { ChargeLake } from './charges.ts';
import type { InventoryLake } from './inventory.ts';
import type { MetricLake } from './metrics.ts';
import type { State } from './state.ts';

/** Everything that is kept, opened at one home for the life of the process. */
export interface Store {
  readonly state: State;
  readonly inventory: InventoryLake;
  readonly metrics: MetricLake;
  readonly charges: ChargeLake;
  close(): Promise<void>;
}
