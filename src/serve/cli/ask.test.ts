import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { ask, chosenNumbers, isYes } from './ask.ts';

const never = new AbortController().signal;

test('a question is put on the output, and a line is its answer', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const answer = ask('Write it? ', never, input, output);
  input.write('  yes \n');
  expect(await answer).toBe('yes');
  expect(String(output.read())).toBe('Write it? ');
});

test('an input that ends says nothing', async () => {
  const input = new PassThrough();
  input.end();
  expect(await ask('?', never, input, new PassThrough())).toBe('');
});

test('an interrupt ends the question', async () => {
  const controller = new AbortController();
  const answer = ask('?', controller.signal, new PassThrough(), new PassThrough());
  controller.abort(new Error('interrupted'));
  await expect(answer).rejects.toThrow('interrupted');
});

test.each([
  ['y', true],
  ['YES', true],
  ['', false],
  ['no', false],
  ['yeah', false],
])('%j is %s', (answer, yes) => expect(isYes(answer)).toBe(yes));

test.each([
  ['', [1, 2, 3]],
  ['all', [1, 2, 3]],
  ['2', [2]],
  ['3,1, 1', [3, 1]],
  ['1-2', [1, 2]],
  ['2 - 3', [2, 3]],
  ['0', undefined],
  ['4', undefined],
  ['2-4', undefined],
  ['3-1', undefined],
  ['prod', undefined],
  ['1,,2', undefined],
])('%j of three', (answer, numbers) => expect(chosenNumbers(answer, 3)).toEqual(numbers));
