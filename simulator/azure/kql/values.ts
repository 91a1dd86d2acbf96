import type { Value } from './query.ts';

/** As `tostring` writes it: nothing for what isn't there. */
export function textOf(value: Value): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A moment out of a Date or what is written like one. */
export function momentOf(value: Value): Date | null {
  if (value instanceof Date) return value;
  if (typeof value !== 'string') return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
}

const folded = (value: Value): string => textOf(value).toLowerCase();

export const comparedTexts = (left: string, right: string): number => (left < right ? -1 : Number(left > right));

/** Negative when the first comes first; undefined where the two can't be compared. */
export function compared(left: Value, right: Value): number | undefined {
  if (left instanceof Date || right instanceof Date) {
    const [a, b] = [momentOf(left), momentOf(right)];
    return a && b ? a.getTime() - b.getTime() : undefined;
  }
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return comparedTexts(left, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  return undefined;
}

export const equals = (left: Value, right: Value): boolean =>
  left === right || (left ?? null) === (right ?? null) || compared(left, right) === 0;

export const equalsFolded = (left: Value, right: Value): boolean => folded(left) === folded(right);

/** Whole words only: `has 'web'` is true of `web-01` and not of `website`. */
function has(left: Value, right: Value): boolean {
  const words = (text: string) => text.split(/[^a-z0-9]+/);
  const wanted = folded(right);
  if (/^[a-z0-9]*$/.test(wanted)) return words(folded(left)).includes(wanted);
  const escaped = wanted.replaceAll(/[^a-z0-9]/g, '\\$&');
  return new RegExp(`(?<![a-z0-9])${escaped}(?![a-z0-9])`).test(folded(left));
}

const ordered = (holds: (order: number) => boolean) => (left: Value, right: Value) => {
  const order = compared(left, right);
  return order !== undefined && holds(order);
};

/** The operators between two values; each has its opposite with an exclamation mark. */
export const comparisons: Readonly<Record<string, (left: Value, right: Value) => boolean>> = {
  '==': equals,
  '=~': equalsFolded,
  '!=': (left, right) => !equals(left, right),
  '!~': (left, right) => !equalsFolded(left, right),
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
  has,
  '!has': (left, right) => !has(left, right),
  contains: (left, right) => folded(left).includes(folded(right)),
  '!contains': (left, right) => !folded(left).includes(folded(right)),
  startswith: (left, right) => folded(left).startsWith(folded(right)),
  '!startswith': (left, right) => !folded(left).startsWith(folded(right)),
  endswith: (left, right) => folded(left).endsWith(folded(right)),
  '!endswith': (left, right) => !folded(left).endsWith(folded(right)),
};
