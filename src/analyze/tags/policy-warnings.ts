import type { CloudName } from '../../model/cloud.ts';
import { KINDS } from '../../model/kinds.ts';
import { nearest } from '../../model/nearest.ts';
import type { TaggingPolicy, TagRule } from '../../model/policy.ts';
import { applies, type ResourceType } from './rules.ts';

const MOST_WARNINGS = 50;

interface TaggableType extends ResourceType {
  readonly taggable: boolean;
}

/** The types that the required tags are asked of. */
export const applicableTypes = ({ scope, requiredTags }: TaggingPolicy, known: readonly TaggableType[]): string[] =>
  known
    .filter((type) => type.taggable && scope.includes(type.cloud) && requiredTags.some((rule) => applies(rule, type)))
    .map(({ type }) => type)
    .sort();

// Azure's and GCP's types have a slash (`Microsoft.Compute/virtualMachines`); AWS's have none.
const isForeign = (name: string, rule: TagRule, cloud: CloudName): boolean =>
  cloud === 'aws' && name.includes('/') && rule.clouds.some((other) => other !== 'aws');

/** What a policy says and nothing can come of. Types of a cloud that isn't collected are not known to anybody. */
export function policyWarnings(
  { requiredTags, optionalTags }: TaggingPolicy,
  known: readonly ResourceType[],
): readonly string[] {
  const kinds: readonly string[] = KINDS;
  const clouds = [...new Set(known.map(({ cloud }) => cloud))];
  const names = known.map(({ type }) => type);
  const isKnown = (name: string, rule: TagRule, cloud: CloudName): boolean =>
    known.some((type) => type.cloud === cloud && type.type.toLowerCase() === name.toLowerCase()) ||
    isForeign(name, rule, cloud);
  const warnings = new Set<string>();
  for (const rule of [...requiredTags, ...optionalTags]) {
    const judged = clouds.filter((cloud) => rule.clouds.includes(cloud));
    // One list may be meant for several clouds: its types are then known in one of them.
    for (const name of new Set(judged.flatMap((cloud) => rule.appliesTo[cloud]))) {
      const asking = judged.filter((cloud) => rule.appliesTo[cloud].includes(name));
      if (kinds.includes(name) || asking.some((cloud) => isKnown(name, rule, cloud))) continue;
      const near = nearest(name, [...names, ...kinds]);
      const hint = near === undefined ? '' : `; did you mean ${near}?`;
      warnings.add(`${rule.name}: applies_to ${name.slice(0, 120)} matches no known type${hint}`);
    }
  }
  return [...warnings].slice(0, MOST_WARNINGS);
}
