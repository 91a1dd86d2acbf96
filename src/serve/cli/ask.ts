import { createInterface } from 'node:readline/promises';

/** Asks whoever sits at the terminal; on standard error, because the answer is no data. @throws the reason of the signal. */
export async function ask(
  question: string,
  signal: AbortSignal,
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Promise<string> {
  const lines = createInterface({ input, output });
  // The terminal has no more to say: that is no answer.
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  try {
    return (await Promise.race([lines.question(question, { signal }), ended])).trim();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    lines.close();
  }
}

/** Yes only where that is said. */
export const isYes = (answer: string): boolean => /^y(?:es)?$/i.test(answer);

/** `1,3` or `2-4` of so many; all where nothing or `all` is said; undefined for what is no such choice. */
export function chosenNumbers(answer: string, count: number): readonly number[] | undefined {
  const all = Array.from({ length: count }, (_, index) => index + 1);
  if (answer === '' || /^all$/i.test(answer)) return all;
  const numbers = answer.split(',').flatMap((part) => {
    const [, first, last = first] = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(part) ?? [];
    const within = all.filter((number) => number >= Number(first) && number <= Number(last));
    const isRange = Number(first) >= 1 && Number(last) <= count && within.length > 0;
    return isRange ? within : [Number.NaN];
  });
  return numbers.some(Number.isNaN) ? undefined : [...new Set(numbers)];
}
