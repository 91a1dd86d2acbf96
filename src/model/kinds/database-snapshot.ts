/** A backup of a managed database. */
export interface DatabaseSnapshotAttributes {
  readonly databaseId?: string;
  readonly engine?: string;
  /** `manual` or `automated`. */
  readonly snapshotType?: string;
  readonly storageGib?: number;
  readonly encrypted?: boolean;
}
