import { appendFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formsOf } from './secret-forms.ts';
import type { Log } from './serve/log.ts';
import { printableJson } from './serve/printable.ts';
import { makeFolder } from './store/make-folder.ts';

// What must not get into a log, wherever it comes from: logins in addresses, keys, tokens.
const SECRETS =
  /(?<=:\/\/)[^\s/?#"\\]+(?=@)|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bBearer\s+\S+|-----BEGIN[\s\S]*?-----END[^-]*-----|\beyJ[\w-]+\.[\w-]+\.[\w-]+/g;

type Facts = Readonly<Record<string, unknown>>;

async function appended(file: string, text: string): Promise<boolean> {
  try {
    await makeFolder(dirname(file));
    await appendFile(file, text, { mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

/**
 * One JSON line for each entry, on stderr or in a file. Where the file can't be written, stderr gets it.
 * @param known secrets that were looked up by now: wherever one stands in an entry, it is left out.
 */
export function openLog(
  destination: { readonly file: string } | 'stderr',
  now: () => Date,
  known: ReadonlySet<string> = new Set(),
): Log & { flush(): Promise<void> } {
  const forms = new Map<string, readonly string[]>();
  const knownForms = (secret: string): readonly string[] => {
    const found = forms.get(secret) ?? formsOf(secret);
    forms.set(secret, found);
    return found;
  };

  function redacted(line: string): string {
    const without = [...known]
      .flatMap(knownForms)
      .sort((a, b) => b.length - a.length)
      .reduce((text, form) => text.replaceAll(form, '[redacted]'), line);
    return without.replaceAll(SECRETS, '[redacted]');
  }

  async function write(line: string): Promise<void> {
    // The line's own end is the one control that stays.
    const safe = `${printableJson(redacted(line.trimEnd()))}\n`;
    const toFile = destination === 'stderr' ? false : await appended(destination.file, safe);
    if (!toFile) process.stderr.write(safe);
  }

  let last: Promise<void> = Promise.resolve();
  // Most processes log nothing, so that the logger is loaded with the first entry.
  const loaded = async () => {
    const { pino } = await import('pino');
    const lines = {
      write(line: string) {
        last = last.then(() => write(line));
      },
    };
    const serializers = { error: pino.stdSerializers.errWithCause };
    return pino({ base: null, timestamp: () => `,"time":"${now().toISOString()}"`, serializers }, lines);
  };
  let logger: ReturnType<typeof loaded> | undefined;

  const entry = (level: 'info' | 'error', message: string, facts: Facts = {}): void => {
    logger ??= loaded();
    const written = logger.then((opened) => opened[level](facts, message));
    last = Promise.all([last, written]).then(() => {});
  };
  return {
    info: (message, facts) => entry('info', message, facts),
    error: (message, facts) => entry('error', message, facts),
    async flush() {
      // An entry that is made while the earlier are written moves the end.
      for (let end: Promise<void> | undefined; end !== last; ) {
        end = last;
        await end;
      }
    },
  };
}
