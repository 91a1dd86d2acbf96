import { editDistance } from '../../model/nearest.ts';

const plain = (key: string): string => key.toLowerCase().replace(/[\s_\-.:]/g, '');

// Short words differ by little and mean something else: `team` and `term`.
const allowedEdits = (length: number): number => (length >= 8 ? 2 : length >= 5 ? 1 : 0);

const SHORTEST_PLURAL = 4;

const isPlural = (many: string, one: string): boolean => one.length >= SHORTEST_PLURAL && many === `${one}s`;

/** Whether a key was probably meant to be the other: case, separators, a plural, or a slip or two in a long word. */
export function isNearMiss(key: string, wanted: string): boolean {
  const [a, b] = [plain(key), plain(wanted)];
  if (a === b) return a !== '';
  if (isPlural(a, b) || isPlural(b, a)) return true;
  const edits = allowedEdits(Math.min(a.length, b.length));
  return edits > 0 && Math.abs(a.length - b.length) <= edits && editDistance(a, b) <= edits;
}
