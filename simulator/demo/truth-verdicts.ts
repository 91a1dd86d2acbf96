import type { PlantedViolation } from '../estate/estate.ts';
import type { TypedResource } from './truth-resources.ts';

/** What a product says of a resource's tags: nothing of what can't be tagged. */
export const isCompliant = ({ taggable, violations }: TypedResource): boolean | null =>
  taggable ? violations.every(({ severity }) => severity !== 'error') : null;

export interface ToldViolation {
  readonly violation_type: string;
  readonly tag_name: string;
  readonly severity: string;
}

export const plantedWords = (violations: readonly PlantedViolation[]): readonly string[] =>
  violations.map(({ type, tag, severity }) => `${type} ${tag} ${severity}`).sort();

export const toldWords = (violations: readonly ToldViolation[]): readonly string[] =>
  violations.map(({ violation_type, tag_name, severity }) => `${violation_type} ${tag_name} ${severity}`).sort();
