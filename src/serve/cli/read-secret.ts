import type { Readable } from 'node:stream';
import { UserError } from '../../model/errors.ts';

/** What a secret is read from: a terminal, or anything that ends. */
export type SecretInput = Readable & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown };

const MOST_BYTES = 128 * 1024;
const [END_OF_TEXT, END_OF_TRANSMISSION, BACKSPACE, DELETE] = ['\u0003', '\u0004', '\b', '\u007f'];

/**
 * A secret from standard input: all of it but the end of its last line; from a terminal one line, which does not appear there, and
 * undefined when it was interrupted.
 * @param ask shows the words that ask for it.
 */
export async function readSecret(input: SecretInput, ask: (words: string) => void): Promise<string | undefined> {
  input.setEncoding('utf8');
  if (!input.isTTY || !input.setRawMode) return (await all(input)).replace(/\r?\n$/, '');
  ask('Secret (it does not appear): ');
  input.setRawMode(true);
  try {
    return await line(input);
  } finally {
    input.setRawMode(false);
    input.pause();
    ask('\n');
  }
}

async function all(input: Readable): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += String(chunk);
    if (text.length > MOST_BYTES) throw new UserError('Standard input is no secret: it is too long.');
  }
  return text;
}

/** A raw terminal hands over keys, those that end and mend a line among them. */
function line(input: Readable): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const end = () => {
      input.off('data', take);
      input.off('end', done);
    };
    const done = () => {
      end();
      resolve(text);
    };
    const take = (chunk: unknown) => {
      for (const key of String(chunk)) {
        if (key === '\r' || key === '\n' || key === END_OF_TRANSMISSION) return done();
        if (key === END_OF_TEXT) {
          end();
          return resolve(undefined);
        }
        text = key === BACKSPACE || key === DELETE ? text.slice(0, -1) : text + key;
      }
    };
    input.on('data', take);
    input.on('end', done);
  });
}
