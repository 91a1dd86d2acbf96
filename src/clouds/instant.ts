/** An instant as a provider writes it, in UTC; undefined where it is none. */
export function instantOf(text: string | null | undefined): string | undefined {
  // Local offsets and up to nine digits of a second are told, too.
  const milliseconds = Date.parse(text ?? '');
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
}
