import type { CloudName } from '../../model/cloud.ts';
import type { TagNamingRules } from '../../model/policy.ts';

// Set by the provider itself; nobody can rename them.
const SYSTEM_KEYS: Readonly<Record<CloudName, RegExp>> = {
  aws: /^aws:/i,
  azure: /^(hidden-|ms-resource)/i,
  gcp: /^goog-/i,
};
const PLAIN_KEY = /^[\p{L}\p{N} _.:/-]*$/u;

export const isSystemKey = (key: string, cloud: CloudName): boolean => SYSTEM_KEYS[cloud].test(key);

// Limits count characters, not UTF-16 units.
const isLonger = (text: string, limit: number): boolean => text.length > limit && [...text].length > limit;

/** What is wrong with a key's name, in words; undefined when nothing is, or when the provider set it. */
export function keyProblem(key: string, rules: TagNamingRules, cloud: CloudName): string | undefined {
  if (isSystemKey(key, cloud)) return undefined;
  if (rules.maxKeyLength !== undefined && isLonger(key, rules.maxKeyLength))
    return `the key is longer than ${rules.maxKeyLength} characters`;
  const reserved = rules.reservedPrefixes.find((prefix) => key.toLowerCase().startsWith(prefix.toLowerCase()));
  if (reserved !== undefined) return `the prefix ${reserved} is reserved`;
  // Letters, digits, spaces and _ . : / - are plain; everything else is special.
  if (!rules.allowSpecialCharacters && !PLAIN_KEY.test(key)) return 'the key has special characters';
  return undefined;
}

/** What is wrong with the length of a value, in words. */
export const valueProblem = (value: string, { maxValueLength }: TagNamingRules): string | undefined =>
  maxValueLength !== undefined && isLonger(value, maxValueLength)
    ? `the value is longer than ${maxValueLength} characters`
    : undefined;
