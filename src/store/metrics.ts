import type { CloudName } from '../model/cloud.ts';
import type { MetricPoint } from '../model/metric.ts';
import type { UnitOutcome } from '../model/run.ts';
import type { Lease, Snapshot } from './state.ts';

export interface MetricLake {
  encode(unit: UnitOutcome, points: readonly MetricPoint[]): Uint8Array;
  /** As the inventory's. @throws StaleLease when overtaken. */
  publish(run: { organisation: string; id: string; cloud: CloudName }, lease: Lease, now: Date): Promise<Snapshot>;
  latest(organisation: string, cloud: CloudName): Promise<Snapshot | undefined>;
  of(snapshot: Snapshot, resourceId: string): Promise<MetricPoint[]>;
}
