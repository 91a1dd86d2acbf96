/** A machine image of the account's own. */
export interface ImageAttributes {
  readonly platform?: string;
  readonly architecture?: string;
  readonly snapshotIds?: readonly string[];
  readonly isPublic?: boolean;
  readonly lastLaunchedAt?: string;
  readonly deprecatedAt?: string;
}
