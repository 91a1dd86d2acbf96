import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

/** One answer of the product beside the truth. */
export interface Check {
  readonly name: string;
  readonly expected: unknown;
  readonly actual: unknown;
  readonly equal: boolean;
}

export const check = (name: string, expected: unknown, actual: unknown): Check => ({
  name,
  expected,
  actual,
  equal: isDeepStrictEqual(expected, actual),
});

const mostExamples = 5;

/** Lists too long to print: equal when they hold the same entries as often, in any order. What differs is shown. */
export function checkLists(name: string, expected: readonly string[], actual: readonly string[]): Check {
  const [truth, answer] = [digest(expected), digest(actual)];
  if (truth.sha256 === answer.sha256) return { name, expected: truth, actual: answer, equal: true };
  return {
    name,
    expected: { ...truth, not_answered: beyond(expected, actual) },
    actual: { ...answer, not_true: beyond(actual, expected) },
    equal: false,
  };
}

const digest = (entries: readonly string[]) => ({
  count: entries.length,
  sha256: createHash('sha256').update(JSON.stringify(entries.toSorted())).digest('hex'),
});

/** The first entries that are in one list more often than in the other. */
function beyond(entries: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const entry of others) left.set(entry, (left.get(entry) ?? 0) + 1);
  const more = entries.filter((entry) => {
    const count = left.get(entry) ?? 0;
    left.set(entry, count - 1);
    return count <= 0;
  });
  return more.toSorted().slice(0, mostExamples);
}

/** How many there are of each, in the order of their names. */
export const countBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(items, keyOf)]
      .map(([key, group]) => [key, group.length] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
