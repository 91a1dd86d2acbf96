import { linearMatch } from './linear-match.ts';
import type { CloudForm } from './rules.ts';

export type ValueVerdict = 'ok' | 'missing_required_tag' | 'invalid_value' | 'invalid_format';

/** Judges the values of one rule in one cloud. An empty required value is a missing one. */
export function valueJudge(form: CloudForm, required: boolean): (value: string) => ValueVerdict {
  const fold = (word: string): string => (form.rule.caseSensitive ? word : word.toLowerCase());
  const allowed = form.allowedValues && new Set(form.allowedValues.map(fold));
  const pattern = form.validationRegex === undefined ? undefined : linearMatch(form.validationRegex);
  return (value) => {
    if (required && value === '') return 'missing_required_tag';
    if (allowed && !allowed.has(fold(value))) return 'invalid_value';
    return pattern && !pattern(value) ? 'invalid_format' : 'ok';
  };
}
