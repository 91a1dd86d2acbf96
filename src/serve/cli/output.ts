import { styleText } from 'node:util';

export interface CommonOptions {
  readonly home?: string;
  readonly config?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Data for the next program, or for a person to read. */
export const data = (text: string): void => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
export const dataJson = (value: unknown): void => data(JSON.stringify(value));

/** Words beside the data. */
export function note(options: CommonOptions, text: string): void {
  if (!options.quiet) process.stderr.write(`${text}\n`);
}

export const complain = (text: string): void => void process.stderr.write(`${text}\n`);

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

/** Colours where standard output is a terminal that wants them (NO_COLOR, FORCE_COLOR). */
export const styled = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });

// Names and tags are given by others: a terminal must not obey them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** One line of text that is safe to print. */
export const printable = (text: string): string => text.replaceAll(CONTROLS, ' ');
