const MOST_CHARACTERS = 1500;

/** An answer's text: the head, as many lines as fit, how many were left out, and the tail. */
export function shortText(
  head: string,
  lines: readonly string[],
  tail = '',
  rest: (shown: number) => string = (shown) => `… ${lines.length - shown} more in the structured content.`,
): string {
  let room = MOST_CHARACTERS - head.length - tail.length - 80;
  let shown = 0;
  for (const line of lines) {
    room -= line.length + 1;
    if (room < 0) break;
    shown += 1;
  }
  const left = shown < lines.length ? [rest(shown)] : [];
  return [head, ...lines.slice(0, shown), ...left, tail].filter((part) => part !== '').join('\n');
}
