/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let [before, previous]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) best = Math.min(best, (before[column - 2] ?? 0) + 1);
      current.push(best);
    }
    [before, previous] = [previous, current];
  }
  return previous[b.length] ?? 0;
}

// Longer than any name of ours; the distance of endless words would take endless time.
const LONGEST_WORD = 200;

/** The closest of the names, for «did you mean»; undefined when none is near. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const word = given.slice(0, LONGEST_WORD);
  const ranked = names
    .map((name) => ({ name, edits: editDistance(word.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits || (a.name < b.name ? -1 : 1));
  const [best] = ranked;
  return best && best.edits <= Math.max(2, Math.floor(word.length / 2)) ? best.name : undefined;
}

/** ` Did you mean "eu-west-1"?`, to be put behind a sentence that refuses a word; nothing when no name is near. */
export function didYouMean(given: string, names: readonly string[]): string {
  const meant = nearest(given, names);
  return meant === undefined ? '' : ` Did you mean "${meant}"?`;
}
