import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mishap } from './faults.ts';
import { writeAmiss } from './mishaps.ts';

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** What becomes of a request: an answer, perhaps spoilt on its way, or none. */
export type Outcome =
  | { readonly kind: 'answered'; readonly reply: Reply; readonly error?: string; readonly mishap?: Mishap | undefined }
  | { readonly kind: 'left hanging' | 'dropped' };

/** As a call records it; 0 for what was never answered. */
export const statusOf = (outcome: Outcome): { readonly status: number; readonly error?: string } =>
  outcome.kind === 'answered'
    ? { status: outcome.reply.status, ...(outcome.error !== undefined && { error: outcome.error }) }
    : { status: 0 };

export function deliver(outcome: Outcome, incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (outcome.kind === 'dropped') incoming.socket.destroy();
  if (outcome.kind !== 'answered') return;
  const { reply, mishap } = outcome;
  if (mishap) writeAmiss(mishap, outgoing, reply);
  else outgoing.writeHead(reply.status, reply.headers).end(reply.body);
}

export async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Names in lower case. */
export const headersOf = (incoming: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
