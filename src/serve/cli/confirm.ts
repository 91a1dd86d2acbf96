import { createInterface } from 'node:readline/promises';

/** What whoever sits at the terminal says; undefined where nobody does. */
export async function confirm(question: string): Promise<'yes' | 'no' | 'interrupted' | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // The terminal hands an interrupt over as a key.
  const interrupted = new AbortController();
  terminal.once('SIGINT', () => interrupted.abort());
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal: interrupted.signal });
    return /^y(es)?$/i.test(answer.trim()) ? 'yes' : 'no';
  } catch (error) {
    if (interrupted.signal.aborted) return 'interrupted';
    throw error;
  } finally {
    terminal.close();
  }
}
