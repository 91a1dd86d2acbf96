import { UserError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';

/** @throws UserError naming the first unknown word and what it may have meant. */
export function refuseUnknown(what: string, words: readonly string[], valid: ReadonlySet<string>): void {
  const unknown = words.find((word) => !valid.has(word));
  if (unknown === undefined) return;
  const meant = nearest(unknown, [...valid]);
  throw new UserError(
    `There is no ${what} "${unknown.slice(0, 200)}" here.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
  );
}
