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
  const warnings = new Set<string>();
  for (const [cloud, types] of Map.groupBy(known, (type) => type.cloud)) {
    const names = types.map(({ type }) => type);
    const lower = new Set(names.map((name) => name.toLowerCase()));
    for (const rule of [...requiredTags, ...optionalTags])
      for (const name of rule.clouds.includes(cloud) ? rule.appliesTo[cloud] : []) {
        if (kinds.includes(name) || lower.has(name.toLowerCase()) || isForeign(name, rule, cloud)) continue;
        const near = nearest(name, [...names, ...kinds]);
        const hint = near === undefined ? '' : `; did you mean ${near}?`;
        warnings.add(`${rule.name}: applies_to ${name.slice(0, 120)} matches no known type${hint}`);
      }
  }
  return [...warnings].slice(0, MOST_WARNINGS);
}
