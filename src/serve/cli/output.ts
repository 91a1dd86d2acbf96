import { styleText } from 'node:util';
import { printableJson, printableLines } from '../printable.ts';

export interface CommonOptions {
  readonly home?: string;
  readonly config?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Data for the next program, or for a person to read. */
export const data = (text: string): void => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
export const dataJson = (value: unknown): void => data(printableJson(JSON.stringify(value)));

/** Words beside the data. */
export function note(options: CommonOptions, text: string): void {
  if (!options.quiet) process.stderr.write(`${printableLines(text)}\n`);
}

export const complain = (text: string): void => void process.stderr.write(`${printableLines(text)}\n`);

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

/** Colours where standard output is a terminal that wants them (NO_COLOR, FORCE_COLOR). */
export const styled = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });
