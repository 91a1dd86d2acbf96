import type { CloudName, Estate } from './estate/estate.ts';
import type { Witness } from './exchanges.ts';
import type { Faults } from './faults.ts';
import type { Latency } from './latency.ts';

/** One request that arrived, whatever became of it. */
export interface Call {
  readonly cloud: CloudName;
  readonly service: string;
  readonly operation: string;
  /** AWS account, Azure subscription or tenant, GCP project or organisation. */
  readonly account: string;
  readonly region: string;
  /** From 1, where the request says which page it asks for. */
  readonly page?: number;
  /** 0 when it was never answered. */
  readonly status: number;
  readonly error?: string;
  readonly at: Date;
}

/** What every cloud's door has in common. */
export interface Door {
  readonly estate: Estate;
  readonly faults: Faults;
  /** The real time, for the expiry of credentials. */
  readonly clock: () => Date;
  /** The company's time, which services answer by. */
  readonly now: () => Date;
  /** How long each request is on its way. */
  readonly latency: Latency;
  count(call: Call): void;
  /** Absent where nobody looks at bodies. */
  readonly witness?: Witness | undefined;
}

/** An operation that a door answers, as tests and faults name it. */
export interface OperationName {
  readonly cloud: CloudName;
  readonly service: string;
  readonly protocol: string;
  readonly operation: string;
  /** The permission that guards it. */
  readonly action: string | undefined;
}
