import { nearest } from './nearest.ts';

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const name = nearest(word, candidates);
  return name === undefined ? '' : ` Did you mean "${name}"?`;
}
