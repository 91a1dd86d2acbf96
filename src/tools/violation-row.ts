import * as z from 'zod';
import type { Violation } from '../analyze/tags/evaluator.ts';
import { nearest } from '../model/nearest.ts';
import type { TaggedResource } from '../store/inventory.ts';
import { cut, resourceFields } from './resource-row.ts';

const MOST_ALLOWED = 20;

/** One violation of one resource, as answered. */
export const violationRow = z.object({
  resource_id: z.string(),
  resource_name: z.string().nullable(),
  cloud_provider: z.string(),
  account: z.string(),
  region: z.string(),
  resource_type: z.string(),
  violation_type: z.string(),
  tag_name: z.string(),
  severity: z.string(),
  current_value: z.string().nullable(),
  allowed_values: z.array(z.string()).nullable(),
  suggestion: z.string().optional(),
  cost_impact_monthly: z.null(),
});
export type ViolationRow = z.output<typeof violationRow>;

/** What to do about it, where that follows from the policy alone. */
function suggestion({ type, tag, value, allowedValues, detail }: Violation): string | undefined {
  if (type === 'misspelt_key' && detail !== undefined) return `rename the key ${cut(detail)} to ${tag}`;
  if (type === 'naming_rule' && detail !== undefined) return detail;
  if (type === 'invalid_format' && detail !== undefined) return `must match ${cut(detail)}`;
  const near = type === 'invalid_value' && value !== undefined ? nearest(value, allowedValues ?? []) : undefined;
  return near && `use ${near}`;
}

export function rowOf(resource: TaggedResource, violation: Violation): ViolationRow {
  const advice = suggestion(violation);
  return {
    resource_name: null,
    ...resourceFields(resource),
    violation_type: violation.type,
    tag_name: cut(violation.tag),
    severity: violation.severity,
    current_value: violation.value === undefined ? null : cut(violation.value),
    allowed_values: violation.allowedValues?.slice(0, MOST_ALLOWED) ?? null,
    ...(advice === undefined ? {} : { suggestion: cut(advice) }),
    // Costs per resource are unknown until a bill that names resources is read; unknown is not zero.
    cost_impact_monthly: null,
  };
}
