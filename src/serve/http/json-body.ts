import { isJsonContentType } from '@modelcontextprotocol/server';
import type { Context, MiddlewareHandler } from 'hono';
import { UserError } from '../../model/errors.ts';
import { jsonValue, utf8Text } from '../json-text.ts';
import { refused } from './refusal.ts';

export interface BodyLimits {
  readonly bytes: number;
  /** From the first byte to the last. */
  readonly milliseconds: number;
}

const KEY = 'parsedBody';

/** The value of a JSON body; undefined where there was none. */
export const parsedBodyOf = (context: Context): unknown => context.get(KEY as never);

type Read = { readonly bytes: Uint8Array } | { readonly failed: 'too large' | 'too slow' };

async function bytesOf(body: ReadableStream<Uint8Array>, limits: BodyLimits): Promise<Read> {
  const reader = body.getReader();
  const { promise: late, resolve } = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => resolve('late'), limits.milliseconds);
  const chunks: Uint8Array[] = [];
  let received = 0;
  try {
    for (;;) {
      const next = await Promise.race([reader.read(), late]);
      if (next === 'late') return { failed: 'too slow' };
      if (next.done) return { bytes: Buffer.concat(chunks) };
      received += next.value.length;
      if (received > limits.bytes) return { failed: 'too large' };
      chunks.push(next.value);
    }
  } finally {
    clearTimeout(timer);
    // The rest is left to the server, which answers before it closes.
    reader.releaseLock();
  }
}

/** Reads bodies of JSON, bounded in size and time; other bodies are left where they are. */
export const jsonBody =
  (limits: BodyLimits): MiddlewareHandler =>
  async (context, next) => {
    const { body, headers } = context.req.raw;
    if (!body || !isJsonContentType(headers.get('content-type'))) return next();
    const tooLarge = `The body must not exceed ${limits.bytes} bytes.`;
    if (Number(headers.get('content-length')) > limits.bytes) return refused(context, 413, tooLarge);
    const read = await bytesOf(body, limits);
    if ('failed' in read)
      return read.failed === 'too large'
        ? refused(context, 413, tooLarge)
        : refused(context, 408, `The body did not arrive within ${limits.milliseconds / 1000} seconds.`, {
            connection: 'close',
          });
    try {
      context.set(KEY, jsonValue(utf8Text(read.bytes)));
    } catch (error) {
      if (error instanceof UserError) return refused(context, 400, error.message);
      if (error instanceof SyntaxError) return refused(context, 400, 'The body is not readable as JSON.');
      throw error;
    }
    return next();
  };
