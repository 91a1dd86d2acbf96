/** A managed database server, or a cluster of them. */
export interface DatabaseAttributes {
  readonly instanceType?: string;
  readonly engine?: string;
  readonly engineVersion?: string;
  readonly licenceModel?: string;
  readonly storageType?: string;
  readonly storageGib?: number;
  readonly iops?: number;
  readonly throughputMibps?: number;
  readonly encrypted?: boolean;
  readonly multiZone?: boolean;
  readonly availabilityZone?: string;
  readonly networkId?: string;
  readonly clusterId?: string;
  readonly members?: readonly string[];
  readonly backupRetentionDays?: number;
}
