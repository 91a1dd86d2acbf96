import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { readSecret } from './read-secret.ts';

function piped(text: string): PassThrough {
  const input = new PassThrough();
  input.end(text);
  return input;
}

/** A terminal, as far as it is used: what it was asked for, and what was typed. */
function terminal(...typed: readonly string[]) {
  const modes: boolean[] = [];
  const shown: string[] = [];
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (raw: boolean) => modes.push(raw) });
  for (const keys of typed) input.write(keys);
  return { modes, shown, secret: readSecret(input, (words) => shown.push(words)) };
}

test.each([
  ['hush', 'hush'],
  ['hush\n', 'hush'],
  ['{\n"type": 1\n}\r\n', '{\n"type": 1\n}'],
  ['', ''],
])('what is piped is the secret, but for the end of its last line (%#)', async (text, secret) => {
  const asked: string[] = [];
  expect(await readSecret(piped(text), (words) => asked.push(words))).toBe(secret);
  expect(asked).toEqual([]);
});

test('what never ends is not read to its end', async () => {
  await expect(readSecret(piped('x'.repeat(200_000)), () => {})).rejects.toThrow('it is too long');
});

test('a terminal gives one line, which does not appear', async () => {
  const { modes, shown, secret } = terminal('hu', 'xx\u007f\bsh\r', 'more');
  expect(await secret).toBe('hush');
  expect(modes).toEqual([true, false]);
  expect(shown).toEqual(['Secret (it does not appear): ', '\n']);
});

test('an interrupt ends it, and the terminal is as it was', async () => {
  const { modes, secret } = terminal('hu\u0003');
  expect(await secret).toBeUndefined();
  expect(modes).toEqual([true, false]);
});
