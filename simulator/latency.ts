import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

type Answer = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** How long a request is on its way before anybody reads it, in milliseconds. */
export interface Latency {
  ms: number;
}

/** Answers as late as the latency says; where there is none, at once. */
export const late =
  (latency: Latency, answer: Answer): Answer =>
  async (incoming, outgoing) => {
    if (latency.ms > 0) await sleep(latency.ms);
    await answer(incoming, outgoing);
  };
