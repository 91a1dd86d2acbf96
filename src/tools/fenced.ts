/** Words from a cloud inside a sentence of ours: marked as data, on one line, and bounded. */
export function fenced(text: string, most = 60): string {
  // Control and direction characters, and the fence's own mark, could make data look like a sentence of ours.
  const plain = text.replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}«»]+/gu, ' ').trim();
  const characters = [...plain];
  return `«${characters.length > most ? `${characters.slice(0, most).join('')}…` : plain}»`;
}
