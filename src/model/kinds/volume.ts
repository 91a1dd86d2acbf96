/** A block device that an instance can mount. */
export interface VolumeAttributes {
  /** The provider's storage class: `gp3`, `Premium_LRS`, `pd-standard`. */
  readonly storageType?: string;
  readonly sizeGib?: number;
  readonly iops?: number;
  readonly throughputMibps?: number;
  readonly encrypted?: boolean;
  /** Ids of the instances that hold it; empty when it is loose. */
  readonly attachedTo?: readonly string[];
  readonly attachedAt?: string;
  readonly lastAccessedAt?: string;
  readonly availabilityZone?: string;
  readonly snapshotId?: string;
}
