import { CloudError } from '../../model/errors.ts';

/** The longest answer that is read. A page of 500 resources with all their fields is a few MiB. */
export const MOST_BYTES = 64 * 1024 * 1024;

/** The body as it was sent. @throws CloudError as soon as it is too long; the connection is closed then. */
async function readText({ body }: Response, action: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    // Asked again, it would be as long again.
    if (bytes > MOST_BYTES) throw new CloudError({ reason: 'failed', code: 'AnswerTooLong', action, retryable: false });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes).toString('utf8');
}

/** What is in it; undefined for what is no JSON object, which Google doesn't send. */
export async function readObject(response: Response, action: string): Promise<object | undefined> {
  const text = await readText(response, action);
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
