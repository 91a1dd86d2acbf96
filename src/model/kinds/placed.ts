/** Where clouds group resources within an account, and what the groups are tagged with: some bills carry those tags too. */
export interface PlacedAttributes {
  readonly resourceGroup?: string;
  readonly resourceGroupTags?: Readonly<Record<string, string>>;
  /** The tags of the account itself: a subscription's tags, a project's labels. */
  readonly accountTags?: Readonly<Record<string, string>>;
}
