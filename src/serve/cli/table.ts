import { stripVTControlCharacters } from 'node:util';
import { printable } from '../printable.ts';
import { styled } from './output.ts';

const WIDEST_CELL = 80;

const shorten = (text: string): string => (text.length > WIDEST_CELL ? `${text.slice(0, WIDEST_CELL - 1)}…` : text);
const isNumeric = (text: string): boolean => /^-?[\d,.]+%?$/.test(text);

/** Columns for people: numbers to the right; the last column, which says why, unpadded and whole. */
export function table(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const last = headers.length - 1;
  const cells = rows.map((row) =>
    headers.map((_, column) => {
      const text = printable(row[column] ?? '');
      return column === last ? text : shorten(text);
    }),
  );
  const widths = headers.map((header, column) =>
    Math.max(header.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const right = headers.map((_, column) => {
    const filled = cells.map((row) => row[column] ?? '').filter((text) => text !== '');
    return filled.length > 0 && filled.every(isNumeric);
  });
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) => {
        const room = ' '.repeat(Math.max(0, (widths[column] ?? 0) - stripVTControlCharacters(text).length));
        if (right[column]) return room + text;
        return column === last ? text : text + room;
      })
      .join('  ');
  return [line(headers.map((header) => styled('bold', header))), ...cells.map(line)].join('\n');
}
