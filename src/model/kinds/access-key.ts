/** A long-lived credential; never its secret, and of its id only the end. */
export interface AccessKeyAttributes {
  readonly owner?: string;
  readonly lastUsedAt?: string;
  readonly expiresAt?: string;
}
