import type { MiddlewareHandler } from 'hono';
import { endingWith } from '../ending-with.ts';
import { parsedBodyOf } from './json-body.ts';
import { refused } from './refusal.ts';

const isStream = (response: Response): boolean =>
  response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;

// It waits for what may happen, and the SDK counts these itself.
const isListening = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && Reflect.get(body, 'method') === 'subscriptions/listen';

/** Lets so many questions be under way at once, from their first byte to the last of their answer, and refuses more. */
export function slots(most: number): MiddlewareHandler {
  let taken = 0;
  return async (context, next) => {
    if (context.req.method !== 'POST') return next();
    if (taken >= most)
      return refused(context, 503, `${most} questions are being answered; ask again in a moment.`, {
        'retry-after': '1',
      });
    taken++;
    let streams = false;
    const free = (): void => {
      taken--;
    };
    try {
      await next();
      streams = isStream(context.res) && !isListening(parsedBodyOf(context));
      if (streams) context.res = endingWith(context.res, free);
    } finally {
      if (!streams) free();
    }
  };
}
