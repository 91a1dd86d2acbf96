import type { UnitKey } from '../../model/run.ts';

/** Whether a line of JSON, or JSON in it, has what the engine can't read or ends a text at: half a surrogate pair, a NUL. */
export const isUnreadable = (line: string): boolean => line.includes('\\ud') || line.includes('\\u0000');

/** Each half pair and each NUL is written as its JSON escape, for people to see. */
const readableText = (text: string): string =>
  text.replace(/\p{Surrogate}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`).replaceAll('\0', '\\u0000');

/** The same with texts and keys that the engine can read. Clouds let through what they are given. */
export function readable<T>(value: T): T {
  const cleaned = (one: unknown): unknown => {
    if (typeof one === 'string') return readableText(one);
    if (Array.isArray(one)) return one.map(cleaned);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, entry]) => [readableText(key), cleaned(entry)]));
  };
  return cleaned(value) as T;
}

/** A line of JSON that the engine can read. */
export function readableLine(value: object): string {
  const line = JSON.stringify(value);
  return isUnreadable(line) ? JSON.stringify(readable(value)) : line;
}

/** A unit as its rows name it. */
export const readableKey = ({ cloud, account, region, type }: UnitKey): UnitKey =>
  readable({ cloud, account, region, type });
