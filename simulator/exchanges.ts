import { appendFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { CloudName } from './estate/estate.ts';
import { headersOf, type Outcome } from './reply.ts';

/** Which operation was asked, as the clouds' own descriptions name it. */
export interface Operation {
  readonly cloud: CloudName;
  readonly service: string;
  readonly operation: string;
}

/** Sees a request with its answer, both whole. */
export type Witness = (operation: Operation, incoming: IncomingMessage, body: Uint8Array, outcome: Outcome) => void;

/**
 * Writes what is asked and answered into a file, a line of JSON each, for those who hold it against the clouds'
 * published descriptions. What was spoilt on request is left out: it isn't meant to be as they say.
 */
export const writingTo =
  (path: string): Witness =>
  (operation, incoming, body, outcome) => {
    if (outcome.kind !== 'answered' || outcome.mishap) return;
    const { status, headers = {}, body: answer } = outcome.reply;
    const exchange = {
      ...operation,
      method: incoming.method,
      url: incoming.url,
      asked: base64(body),
      headers: headersOf(incoming),
      status,
      answer_headers: headers,
      answer: base64(answer),
    };
    appendFileSync(path, `${JSON.stringify(exchange)}\n`);
  };

const base64 = (bytes: string | Uint8Array): string => Buffer.from(bytes as Uint8Array).toString('base64');
