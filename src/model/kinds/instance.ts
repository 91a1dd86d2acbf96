/** A virtual machine. */
export interface InstanceAttributes {
  /** The provider's size name: `t3.large`, `Standard_D2s_v3`. */
  readonly instanceType?: string;
  readonly availabilityZone?: string;
  /** The last start; not the creation. */
  readonly launchedAt?: string;
  /** When it was stopped, where the provider tells. */
  readonly stoppedAt?: string;
  readonly stateTransitionReason?: string;
  /** The provider's own words, licence included: `Linux/UNIX`, `Windows with SQL Server Standard`. */
  readonly platform?: string;
  readonly architecture?: string;
  readonly vcpus?: number;
  readonly memoryGib?: number;
  /** `on-demand`, `spot`, `capacity-block`… */
  readonly lifecycle?: string;
  readonly tenancy?: string;
  readonly networkId?: string;
  readonly subnetId?: string;
  readonly privateIp?: string;
  readonly publicIp?: string;
  readonly imageId?: string;
  readonly securityGroups?: readonly string[];
  readonly volumes?: readonly string[];
}
