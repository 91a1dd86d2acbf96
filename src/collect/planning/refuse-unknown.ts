import { UserError } from '../../model/errors.ts';
import { didYouMean } from '../../model/nearest.ts';

/** @throws UserError naming the first unknown word and what it may have meant. */
export function refuseUnknown(what: string, words: readonly string[], valid: ReadonlySet<string>): void {
  const unknown = words.find((word) => !valid.has(word));
  if (unknown === undefined) return;
  throw new UserError(`There is no ${what} "${unknown.slice(0, 200)}" here.${didYouMean(unknown, [...valid])}`);
}
