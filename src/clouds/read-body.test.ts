import { expect, test } from 'vitest';
import { MOST_BYTES, readBody } from './read-body.ts';

/** So many parts of a quarter of the longest answer, and whether whoever sends them was told to stop. */
function sending(parts: number) {
  const part = new Uint8Array(MOST_BYTES / 4).fill(7);
  const seen = { sent: 0, stopped: false };
  async function* body() {
    try {
      for (; seen.sent < parts; seen.sent++) yield part;
    } finally {
      seen.stopped = seen.sent < parts;
    }
  }
  return { body: body(), seen };
}

test('the parts of a body are put together in their order', async () => {
  async function* parts() {
    yield Uint8Array.of(1, 2);
    yield new Uint8Array();
    yield Uint8Array.of(3);
  }
  expect([...(await readBody(parts(), 'a:B'))]).toEqual([1, 2, 3]);
});

test('a body without parts is empty', async () => expect(await readBody(sending(0).body, 'a:B')).toHaveLength(0));

test('the longest answer is read', async () => {
  const { body, seen } = sending(4);
  expect(await readBody(body, 'a:B')).toHaveLength(MOST_BYTES);
  expect(seen.stopped).toBe(false);
});

test('what is longer is no further read, and not asked again', async () => {
  const { body, seen } = sending(1000);
  await expect(readBody(body, 'a:B')).rejects.toMatchObject({
    facts: { reason: 'failed', code: 'AnswerTooLong', action: 'a:B', retryable: false },
  });
  expect(seen).toEqual({ sent: 4, stopped: true });
});
