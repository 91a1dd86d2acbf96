import * as z from 'zod';
import { CLOUDS } from '../../model/cloud.ts';

// No name or value that a cloud gives holds one, and the engine that judges can't hold it.
const text = z.string().refine((word) => !word.includes('\0'), 'a NUL character stands in the text, which no name has');
const values = z.array(text).nullish();
// Longer than any that people write; a list of values is allowed_values.
const pattern = text.max(2000).nullish();
const types = z.array(text);

const cloudRule = z.strictObject({
  name: text.min(1).optional(),
  allowed_values: values,
  validation_regex: pattern,
});

const optionalTag = z.strictObject({
  name: text.min(1).max(512),
  description: text.nullish(),
  allowed_values: values,
  validation_regex: pattern,
  applies_to: z
    .union([types, z.strictObject({ aws: types.optional(), azure: types.optional(), gcp: types.optional() })])
    .nullish(),
  enforcement: z
    .strictObject({
      case_sensitive: z.boolean().optional(),
      normalize_to: z.enum(['lowercase', 'uppercase']).nullish(),
    })
    .nullish(),
  cloud_specific: z
    .strictObject({ aws: cloudRule.optional(), azure: cloudRule.optional(), gcp: cloudRule.optional() })
    .nullish(),
});
const requiredTag = optionalTag.extend({ severity: z.enum(['error', 'warning']).nullish() });

const namingRules = z.strictObject({
  case_sensitivity: z.boolean().optional(),
  allow_special_characters: z.boolean().optional(),
  max_key_length: z.int().positive().optional(),
  max_value_length: z.int().positive().optional(),
  reserved_prefixes: z.array(text.min(1)).optional(),
});

/** The policy file, formats 1.0 and 2.0, as people write it. */
export const policyFile = z.strictObject({
  version: z.enum(['1.0', '2.0']),
  last_updated: text.optional(),
  description: text.optional(),
  scope: z.array(z.enum(CLOUDS)).optional(),
  required_tags: z.array(requiredTag).max(50),
  optional_tags: z.array(optionalTag).max(50).optional(),
  tag_naming_rules: namingRules.optional(),
});

export type PolicyFile = z.output<typeof policyFile>;
export type TagEntry = z.output<typeof requiredTag>;
