import { printable } from '../printable.ts';
import type { CommonOptions } from './output.ts';

export interface Progress {
  show(done: number, total: number, message: string): void;
  end(): void;
}

const BAR = 24;
const LINE_EVERY_MS = 5000;

function bar(done: number, total: number): string {
  const filled = total > 0 ? Math.round((BAR * Math.min(done, total)) / total) : 0;
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}`;
}

/** Before it is known how much there is to do, there is no part of it. */
const counts = (done: number, total: number): string => (total > 0 ? `${done}/${total} ` : '');

/** A bar on a terminal, a line now and then elsewhere, nothing with --quiet. Always on stderr. */
export function progressTo(options: CommonOptions, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (options.quiet) return { show: () => {}, end: () => {} };
  if (stream.isTTY) {
    let shown = false;
    return {
      show(done, total, message) {
        shown = true;
        const text = `${bar(done, total)} ${counts(done, total)}${printable(message)}`;
        stream.write(`\r\u001b[2K${text.slice(0, (stream.columns || 80) - 1)}`);
      },
      end: () => void (shown && stream.write('\r\u001b[2K')),
    };
  }
  let writtenAt = Number.NEGATIVE_INFINITY;
  return {
    show(done, total, message) {
      if (done < total && performance.now() - writtenAt < LINE_EVERY_MS) return;
      writtenAt = performance.now();
      stream.write(`${counts(done, total)}${printable(message)}\n`);
    },
    end: () => {},
  };
}
