/** Who may act: a user, a role or a service account. */
export interface IdentityAttributes {
  readonly path?: string;
  readonly lastUsedAt?: string;
  readonly managedByProvider?: boolean;
}
