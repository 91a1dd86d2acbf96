/** Gives a name a number at its end when it was given before. */
export function uniqueNames(taken: Iterable<string> = []): (name: string) => string {
  const used = new Set(taken);
  const next = new Map<string, number>();
  return (name) => {
    let unique = name;
    while (used.has(unique)) {
      const number = (next.get(name) ?? 1) + 1;
      next.set(name, number);
      unique = `${name}-${number}`;
    }
    used.add(unique);
    return unique;
  };
}
