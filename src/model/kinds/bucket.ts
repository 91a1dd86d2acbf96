/** A container of objects. */
export interface BucketAttributes {
  readonly versioning?: 'enabled' | 'suspended' | 'off';
  /** Ids of the lifecycle rules that are on; empty where there are none. */
  readonly lifecycleRules?: readonly string[];
  readonly storageClass?: string;
}
