import { readBody } from '../read-body.ts';

/** The body as it was sent. @throws CloudError as soon as it is too long. */
export const readText = async ({ body }: Response, action: string): Promise<string> =>
  body ? Buffer.from(await readBody(body, action)).toString('utf8') : '';

/** What is in it; undefined for what is no JSON object, which Google doesn't send. */
export function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
