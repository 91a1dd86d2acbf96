import type { CloudName } from './cloud.ts';

export type Severity = 'error' | 'warning';

/** A rule for one tag as the evaluator reads it, the same for every format of the policy file. */
export interface TagRule {
  readonly name: string;
  readonly description?: string;
  readonly allowedValues?: readonly string[];
  /** The whole value must match. */
  readonly validationRegex?: string;
  /** Provider types or our kinds; empty means everything. */
  readonly appliesTo: Readonly<Record<CloudName, readonly string[]>>;
  /** Clouds that the rule does not concern at all. */
  readonly clouds: readonly CloudName[];
  readonly severity: Severity;
  /** Whether values must match the case of the allowed ones. */
  readonly caseSensitive: boolean;
  readonly normalizeTo?: 'lowercase' | 'uppercase';
  /** What a cloud calls it or demands of it instead. */
  readonly cloudSpecific: Readonly<Partial<Record<CloudName, CloudRule>>>;
}

export interface CloudRule {
  readonly name?: string;
  readonly allowedValues?: readonly string[];
  readonly validationRegex?: string;
}

export interface TagNamingRules {
  /** Whether keys must match the case of the policy's. Azure's keys never do. */
  readonly caseSensitivity: boolean;
  readonly allowSpecialCharacters: boolean;
  readonly maxKeyLength?: number;
  readonly maxValueLength?: number;
  readonly reservedPrefixes: readonly string[];
}

export interface TaggingPolicy {
  readonly format: '1.0' | '2.0';
  readonly scope: readonly CloudName[];
  readonly requiredTags: readonly TagRule[];
  readonly optionalTags: readonly TagRule[];
  readonly namingRules: TagNamingRules;
}

export interface PolicyInForce {
  readonly policy: TaggingPolicy;
  /** Hash of the content; verdicts are kept by it. */
  readonly version: string;
  /** `file: policy.json`, `default`, later `aws-organizations: p-123`. */
  readonly source: string;
  /** Why its file is not read as it is now: the policy is the one that was read before. */
  readonly problem?: string;
}
