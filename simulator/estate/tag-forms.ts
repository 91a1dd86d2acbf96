export const requiredTags = ['Owner', 'Environment', 'CostCenter', 'Application', 'Team'] as const;
export type RequiredTag = (typeof requiredTags)[number];

/** How one cloud writes the tags that the policy asks for, and how people there get them wrong. */
export interface TagForms {
  /** Keys that the cloud and the policy take for the tag: more than one where case doesn't matter. */
  readonly spellings: Readonly<Record<RequiredTag, readonly string[]>>;
  /** Keys that are slips. */
  readonly misspellings: Readonly<Record<RequiredTag, readonly string[]>>;
  /** A value as the cloud can write it. */
  valueOf(tag: RequiredTag, value: string): string;
  /** Values that the policy refuses, and the name of the refusal. Team takes any value. */
  readonly wrongValues: Readonly<
    Partial<Record<RequiredTag, { type: 'invalid_value' | 'invalid_format'; values: readonly string[] }>>
  >;
  /** A tag that people of this cloud misspell more often than others do, so that the clouds differ. */
  readonly habit?: { readonly tag: RequiredTag; readonly chance: number };
  readonly projectKey: string;
  /** Keys that break the naming rules. */
  readonly specialKeys: readonly string[];
  takesSpecialKeys(type: string): boolean;
  /** Tags that the policy is silent about. */
  readonly freeTags: Readonly<Record<string, readonly string[]>>;
  /** The tag that holds the name, and how often a type has it; absent where resources have names of their own. */
  readonly nameTag?: { readonly key: string; chance(type: string): number };
}
