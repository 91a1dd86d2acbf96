import { UserError } from '../model/errors.ts';

/** Levenshtein's distance: how many letters to insert, remove or change. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const change = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** The valid word that is most like the one given; undefined when there are none. */
export function nearest(word: string, valid: Iterable<string>): string | undefined {
  // Long enough for any account, region or type; the distance of endless input would take endless time.
  const given = word.slice(0, 200).toLowerCase();
  const far = [...valid].map((candidate) => ({ candidate, far: distance(given, candidate.toLowerCase()) }));
  return far.sort((a, b) => a.far - b.far)[0]?.candidate;
}

/** @throws UserError naming the first unknown word and what it may have meant. */
export function refuseUnknown(what: string, words: readonly string[], valid: ReadonlySet<string>): void {
  const unknown = words.find((word) => !valid.has(word));
  if (unknown === undefined) return;
  const meant = nearest(unknown, valid);
  throw new UserError(
    `There is no ${what} "${unknown.slice(0, 200)}" here.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
  );
}
