import type { Door } from './mcp-clients.ts';
import { processorMs } from './memory.ts';
import { timed } from './timed.ts';

/** How long the answers to one kind of question took, and what the server computed for them. */
export interface Asked {
  readonly samples: number[];
  processorMs: number;
}

export const nothingAsked = (): Asked => ({ samples: [], processorMs: 0 });

/** Asks once and adds it up. */
export async function ask<T>(door: Door, asked: Asked, question: () => Promise<T>): Promise<T> {
  const before = processorMs(door.pid);
  const { ms, result } = await timed(question);
  asked.samples.push(ms);
  asked.processorMs += processorMs(door.pid) - before;
  return result;
}
