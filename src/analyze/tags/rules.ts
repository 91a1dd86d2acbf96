import type { CloudName } from '../../model/cloud.ts';
import type { TaggingPolicy, TagRule } from '../../model/policy.ts';
import { isNearMiss } from './near-miss.ts';

/** A rule as one cloud has it. */
export interface CloudForm {
  readonly rule: TagRule;
  readonly key: string;
  readonly allowedValues: readonly string[] | undefined;
  readonly validationRegex: string | undefined;
}

export interface ResourceType {
  readonly cloud: CloudName;
  readonly type: string;
  readonly kind: string;
}

export function cloudForm(rule: TagRule, cloud: CloudName): CloudForm {
  const own = rule.cloudSpecific[cloud];
  return {
    rule,
    key: own?.name ?? rule.name,
    allowedValues: own?.allowedValues ?? rule.allowedValues,
    validationRegex: own?.validationRegex ?? rule.validationRegex,
  };
}

/** Whether a rule concerns a type: it is named by its provider type or its kind, or nothing is named. */
export function applies(rule: TagRule, { cloud, type, kind }: ResourceType): boolean {
  if (!rule.clouds.includes(cloud)) return false;
  const named = rule.appliesTo[cloud];
  return named.length === 0 || named.some((name) => name === kind || name.toLowerCase() === type.toLowerCase());
}

const folded = (key: string): string => key.toLowerCase();
// GCP's labels are lower-case and write CostCenter as costcenter, cost-center or cost_center.
const labelForm = (key: string): string => folded(key).replace(/[_-]/g, '');

/** Puts a key into the form in which keys of a cloud are compared. */
function keyForm(cloud: CloudName, { namingRules }: TaggingPolicy): (key: string) => string {
  if (cloud === 'gcp') return labelForm;
  return cloud === 'azure' || !namingRules.caseSensitivity ? folded : (key) => key;
}

export type KeyPlace = { readonly found: 'exact' | 'misspelt'; readonly key: string } | { readonly found: 'missing' };

/** Which of a resource's keys is meant by a rule. A key that is another rule's own is never a slip of this one's. */
export function placeOf(form: CloudForm, keys: readonly string[], policy: TaggingPolicy, cloud: CloudName): KeyPlace {
  if (keys.includes(form.key)) return { found: 'exact', key: form.key };
  const compare = keyForm(cloud, policy);
  const same = keys.find((key) => compare(key) === compare(form.key));
  if (same !== undefined) return { found: 'exact', key: same };
  const taken = new Set(
    [...policy.requiredTags, ...policy.optionalTags].map((rule) => compare(cloudForm(rule, cloud).key)),
  );
  const slip = keys.find((key) => !taken.has(compare(key)) && isNearMiss(key, form.key));
  return slip === undefined ? { found: 'missing' } : { found: 'misspelt', key: slip };
}
