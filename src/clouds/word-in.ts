/** What a table says of a word from the wire, which may be that of something every object has: `constructor`. */
export const wordIn = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;
