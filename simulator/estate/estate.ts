import type { PlantedChange } from './changed-company.ts';

export type CloudName = 'aws' | 'azure' | 'gcp';

/** What is wrong with a resource's tags, known because it was planted so and never worked out from a policy. */
export interface PlantedViolation {
  readonly type: 'missing_required_tag' | 'invalid_value' | 'invalid_format' | 'misspelt_key' | 'naming_rule';
  readonly tag: string;
  readonly severity: 'error' | 'warning';
}

/** A resource of the simulated company. `detail` is what its service answers about it beyond tags. */
export interface PlantedResource<Detail = unknown> {
  readonly cloud: CloudName;
  /** ARN, Azure resource id or GCP full name. */
  readonly id: string;
  /** The provider's own type: `ec2:instance`. */
  readonly type: string;
  readonly account: string;
  /** `global` where the provider has no region for it. */
  readonly region: string;
  readonly name: string | undefined;
  readonly createdAt: Date;
  readonly tags: Readonly<Record<string, string>>;
  /** False for what the provider can't tag (access keys); such resources have no violations. */
  readonly taggable: boolean;
  readonly violations: readonly PlantedViolation[];
  /** It exists, and an inventory has no place for it: a router without Cloud NAT has no labels and costs nothing. */
  readonly beyondInventory?: boolean;
  readonly detail: Detail;
}

export interface PlantedAccount {
  readonly cloud: CloudName;
  readonly id: string;
  readonly name: string;
  readonly regions: readonly string[];
  /** AWS: the role that the product assumes, and the external id that its trust demands. */
  readonly roleArn?: string;
  readonly externalId?: string;
  /** What an Azure subscription is in; elsewhere, where it is not active. An account can be closed while the simulator runs. */
  state?: 'Enabled' | 'Disabled' | 'Warned' | 'SUSPENDED' | 'DELETE_REQUESTED';
  readonly tenantId?: string;
  /** Azure: in which it is billed; dollars where nothing is said. */
  readonly currency?: string;
  /** Of the account itself, where the cloud has such. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Days of the bill that stand out from what they would have been. */
export interface PlantedAnomaly {
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly firstDay: string;
  readonly lastDay: string;
  /** How many times the usual amount. */
  readonly factor: number;
}

/** One day of one bill line. Amounts are whole millionths of a dollar, so that sums are exact. */
export interface PlantedCharge {
  readonly cloud: CloudName;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  /** YYYY-MM-DD */
  readonly day: string;
  readonly billedMicros: bigint;
  readonly effectiveMicros: bigint;
  readonly tags: Readonly<Record<string, string>>;
  /** Azure: the name of the resource group; undefined for what belongs to none. */
  readonly resourceGroup?: string | undefined;
  /** Azure: what kind of charge; Usage when nothing is said. */
  readonly chargeType?: 'Purchase' | 'UnusedReservation';
}

export interface Estate {
  readonly seed: number;
  readonly now: Date;
  readonly accounts: readonly PlantedAccount[];
  readonly resources: readonly PlantedResource[];
  readonly charges: readonly PlantedCharge[];
  /** What was done to its resources just now; nothing where it is as it was planted. */
  readonly changes?: readonly PlantedChange[];
  /** By account, region and type, because that is how clouds are asked. */
  of<Detail>(type: string, account?: string, region?: string): readonly PlantedResource<Detail>[];
}
