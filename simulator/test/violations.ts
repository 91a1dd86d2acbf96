import { expect, test } from 'vitest';
import type { PlantedResource } from '../estate/estate.ts';

type Tags = PlantedResource['tags'];

/** What is planted as wrong, and how it shows: `missing_required_tag Team error`. */
export type Evidence = readonly [label: string, seen: (tags: Tags) => boolean];

const labelOf = ({ type, tag, severity }: PlantedResource['violations'][number]) => `${type} ${tag} ${severity}`;

/** Every violation that is planted shows in the tags, shows nowhere else, and is one of those with evidence. */
export function testViolations(resources: readonly PlantedResource[], evidence: readonly Evidence[]): void {
  const taggable = resources.filter((resource) => resource.taggable);

  test.each(evidence)('%s shows in the tags, and only where it is planted', (label, seen) => {
    const planted = taggable.filter(({ violations }) => violations.some((violation) => labelOf(violation) === label));
    expect(planted.length).toBeGreaterThan(0);
    for (const { tags } of planted) expect(seen(tags), JSON.stringify(tags)).toBe(true);
    // A misspelt tag is missing too, but that isn't what is wrong with it.
    const misspelt = label.replace('missing_required_tag', 'misspelt_key');
    const shown = taggable.filter(
      ({ tags, violations }) =>
        seen(tags) && (misspelt === label || !violations.some((violation) => labelOf(violation) === misspelt)),
    );
    expect(shown).toHaveLength(planted.length);
  });

  test('no other violation is planted', () => {
    const labels = new Set(resources.flatMap(({ violations }) => violations.map(labelOf)));
    expect([...labels].sort()).toEqual(evidence.map(([label]) => label).sort());
  });
}
