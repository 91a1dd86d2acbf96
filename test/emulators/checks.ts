import { isDeepStrictEqual } from 'node:util';

/** A small runner: what is checked here takes minutes of set-up, which all checks of a scenario share. */
export interface Checks {
  /** Begins a part of the output. */
  section(title: string): void;
  /** Counts as failed when it throws; the next one goes on. */
  check(name: string, test: () => void | Promise<void>): Promise<void>;
  /** A figure for the reader. */
  say(words: string): void;
  /** Prints `N passed, N failed`. */
  end(): { readonly failed: number };
}

export function createChecks(): Checks {
  let passed = 0;
  const failures: string[] = [];
  let section = '';
  return {
    section(title) {
      section = title;
      console.log(`\n${title}`);
    },
    async check(name, test) {
      try {
        await test();
        passed += 1;
        console.log(`  ok      ${name}`);
      } catch (error) {
        failures.push(`${section}: ${name}`);
        console.log(`  FAILED  ${name}\n${indent(error instanceof Error ? error.message : String(error))}`);
      }
    },
    say: (words) => console.log(`  ${words}`),
    end() {
      if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
      console.log(`\n${passed} passed, ${failures.length} failed`);
      return { failed: failures.length };
    },
  };
}

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `          ${line}`)
    .join('\n');

const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
};

/** @throws Error that shows both. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new Error(`${what}:\n  is       ${short(actual)}\n  expected ${short(expected)}`);
}

/** @throws Error unless it is so. */
export function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

/** The same things in any order, each as often; what differs is named. @throws Error */
export function sameSet(actual: readonly string[], expected: readonly string[], what: string): void {
  const missing = without(expected, actual);
  const surplus = without(actual, expected);
  if (missing.length + surplus.length === 0) return;
  throw new Error(
    `${what}: ${actual.length} instead of ${expected.length}\n  missing ${missing.length}: ${short(missing.slice(0, 5))}\n  surplus ${surplus.length}: ${short(surplus.slice(0, 5))}`,
  );
}

function without(list: readonly string[], taken: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const one of taken) counts.set(one, (counts.get(one) ?? 0) + 1);
  return list.filter((one) => {
    const left = counts.get(one) ?? 0;
    counts.set(one, left - 1);
    return left <= 0;
  });
}
