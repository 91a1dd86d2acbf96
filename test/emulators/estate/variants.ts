/** What is wrong with a resource's tags: `missing_required_tag Owner`. */
export type Violations = readonly string[];

/** The policy that the estate is judged by. */
export const POLICY = {
  version: '1.0',
  required_tags: [
    { name: 'Owner', validation_regex: '[a-z0-9.]+@[a-z0-9.-]+\\.[a-z]{2,}', applies_to: [] },
    {
      name: 'Environment',
      allowed_values: ['production', 'staging', 'development', 'test'],
      applies_to: ['ec2:instance', 'rds:db', 's3:bucket', 'lambda:function'],
    },
  ],
  optional_tags: [{ name: 'Project', allowed_values: ['atlas', 'borealis'] }],
};

const STAGED: readonly string[] = POLICY.required_tags[1]?.applies_to ?? [];

interface Variant {
  readonly tags: Readonly<Record<string, string>>;
  readonly violations: Violations;
  /** More of them where a stage is asked for. */
  readonly staged?: Violations;
}

/** The ways in which resources are tagged, with what is wrong with each, written by hand. */
export const VARIANTS = {
  good: { tags: { Owner: 'web@example.com', Environment: 'production' }, violations: [] },
  never: {
    tags: {},
    violations: ['missing_required_tag Owner'],
    staged: ['missing_required_tag Environment'],
  },
  otherStage: {
    tags: { Owner: 'data@example.com', Environment: 'prodution' },
    violations: [],
    staged: ['invalid_value Environment'],
  },
  longOwner: {
    tags: { Owner: 'web@example.com rm -rf', Environment: 'test' },
    violations: ['invalid_format Owner'],
  },
  emptyOwner: { tags: { Owner: '', Environment: 'staging' }, violations: ['missing_required_tag Owner'] },
  otherCase: { tags: { owner: 'web@example.com', Environment: 'development' }, violations: ['misspelt_key Owner'] },
  oldProject: {
    tags: { Owner: 'web@example.com', Environment: 'test', Project: 'zeppelin' },
    violations: ['invalid_value Project'],
  },
} as const satisfies Record<string, Variant>;
export type VariantName = keyof typeof VARIANTS;

/** Those with tags, some more often than others. */
export const TAGGED: readonly VariantName[] = [
  'good',
  'otherStage',
  'good',
  'longOwner',
  'emptyOwner',
  'otherCase',
  'oldProject',
];

/** Every third is never tagged; the others take turns. */
export const variantAt = (index: number): VariantName =>
  index % 3 === 2 ? 'never' : (TAGGED[(index - Math.floor(index / 3)) % TAGGED.length] ?? 'good');

export function violationsOf(name: VariantName, type: string): Violations {
  const variant: Variant = VARIANTS[name];
  return [...variant.violations, ...(STAGED.includes(type) ? (variant.staged ?? []) : [])];
}

/** What the optional tag is judged as is a warning, which leaves a resource compliant. */
export const isWarning = (violation: string): boolean => violation.endsWith(' Project');

/** As the SDKs want them. */
export const tagList = (name: VariantName): { Key: string; Value: string }[] =>
  Object.entries(VARIANTS[name].tags).map(([Key, Value]) => ({ Key, Value }));
