/**
 * Who is meant by some words. An exact id goes before names: those are chosen freely, and may look like another's id.
 * @param everyone what each may be called, the id first.
 */
export function meantBy(
  words: readonly string[],
  everyone: readonly { readonly names: readonly string[] }[],
): (one: { readonly names: readonly string[] }) => boolean {
  const ids = new Set(everyone.map(({ names: [id] }) => id));
  return ({ names }) => words.some((word) => (ids.has(word) ? names[0] === word : names.includes(word)));
}
