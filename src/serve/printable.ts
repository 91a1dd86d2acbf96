// Names and tags are given by others: a terminal must not obey them, nor a reader be misled.
const CONTROLS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** One line of text that is safe to print. */
export const printable = (text: string): string => text.replaceAll(CONTROLS, ' ');

/** Several lines, of which each is. */
export const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');

/** JSON that says the same and is safe to print. */
export const printableJson = (json: string): string =>
  json.replaceAll(CONTROLS, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
