import { expect, test } from 'vitest';
import { MOST_BYTES } from '../read-body.ts';
import { objectIn, readText } from './read-answer.ts';

test.each([
  ['an object', '{"results":[]}', { results: [] }],
  ['an object that is empty', '{}', {}],
  ['a list', '[]', undefined],
  ['null', 'null', undefined],
  ['a word', '"ok"', undefined],
  ['a page', '<html>', undefined],
  ['half an object', '{"results":[', undefined],
  ['nothing', '', undefined],
])('%s', (_, body, object) => expect(objectIn(body)).toEqual(object));

test('an answer without a body is empty', async () =>
  expect(await readText(new Response(null, { status: 204 }), 'a.b')).toBe(''));

test('letters that are cut by the end of a part stay whole', async () => {
  const [first, ...rest] = new TextEncoder().encode('é');
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(Uint8Array.of(first ?? 0));
      controller.enqueue(Uint8Array.from(rest));
      controller.close();
    },
  });
  expect(await readText(new Response(body), 'a.b')).toBe('é');
});

test('what has no end is not read to it', async () => {
  let isClosed = false;
  const part = new Uint8Array(MOST_BYTES / 4);
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(part),
    cancel() {
      isClosed = true;
    },
  });
  await expect(readText(new Response(body), 'a.b')).rejects.toThrow('a.b failed (AnswerTooLong)');
  expect(isClosed).toBe(true);
});
