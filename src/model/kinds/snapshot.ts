/** A copy of a volume at one moment. */
export interface SnapshotAttributes {
  readonly volumeId?: string;
  /** The size of the volume; what is billed is less, because snapshots are incremental. */
  readonly volumeSizeGib?: number;
  readonly encrypted?: boolean;
  readonly storageTier?: string;
  readonly description?: string;
}
