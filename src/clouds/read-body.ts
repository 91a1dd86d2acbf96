import { CloudError } from '../model/errors.ts';

/**
 * The longest answer that is read. A page of a thousand entries and the sizes of an Azure region are far from it, and what is
 * parsed takes ten times as much memory.
 */
export const MOST_BYTES = 64 * 1024 * 1024;

/** The whole body. @throws CloudError as soon as it is too long, and the connection is closed. */
export async function readBody(body: AsyncIterable<Uint8Array>, action: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    // Asked again, it would be as long again.
    if (bytes > MOST_BYTES) throw new CloudError({ reason: 'failed', code: 'AnswerTooLong', action, retryable: false });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}
