import { nearest } from '../model/nearest.ts';

// Longer than any name of ours; the distance of endless words would take endless time.
const LONGEST_WORD = 100;

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const name = nearest(word.slice(0, LONGEST_WORD), candidates);
  return name === undefined ? '' : ` Did you mean "${name}"?`;
}
