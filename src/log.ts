import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Log } from './serve/log.ts';

// What must not get into a log, wherever it comes from.
const SECRETS =
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bBearer\s+\S+|-----BEGIN[\s\S]*?-----END[^-]*-----|\beyJ[\w-]+\.[\w-]+\.[\w-]+/g;
const redacted = (text: string): string => text.replaceAll(SECRETS, '[redacted]');

const plain = (value: unknown): unknown => {
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  return { name, message, stack, ...(cause === undefined ? {} : { cause: plain(cause) }) };
};

/**
 * One JSON line for each entry, on stderr or in a file. Where the file can't be written, stderr gets it.
 */
export function openLog(
  destination: { readonly file: string } | 'stderr',
  now: () => Date,
): Log & { flush(): Promise<void> } {
  let last: Promise<void> = Promise.resolve();
  const write = (level: 'info' | 'error', message: string, facts: Readonly<Record<string, unknown>> = {}): void => {
    const entries = Object.entries(facts).map(([key, value]) => [key, plain(value)] as const);
    const line = redacted(
      JSON.stringify({ time: now().toISOString(), level, message, ...Object.fromEntries(entries) }),
    );
    if (destination === 'stderr') {
      process.stderr.write(`${line}\n`);
      return;
    }
    last = last
      .then(() => mkdir(dirname(destination.file), { recursive: true, mode: 0o700 }))
      .then(() => appendFile(destination.file, `${line}\n`, { mode: 0o600 }))
      .catch(() => void process.stderr.write(`${line}\n`));
  };
  return {
    info: (message, facts) => write('info', message, facts),
    error: (message, facts) => write('error', message, facts),
    flush: () => last,
  };
}
