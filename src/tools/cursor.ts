import * as z from 'zod';
import { UserError } from '../model/errors.ts';

/** Which snapshot a list was begun on, and where in it the next page begins. */
const cursor = z.strictObject({
  snapshot: z.string().max(64),
  position: z.int().min(0),
  within: z.int().min(0).default(0),
});
export type Cursor = z.output<typeof cursor>;

export const cursorInput = z.string().max(400).optional();

export const writeCursor = (value: z.input<typeof cursor>): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** @throws UserError when the text is no cursor of ours. */
export function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  try {
    return cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw new UserError('That cursor is not one that this tool gave. Ask again without a cursor.');
  }
}
