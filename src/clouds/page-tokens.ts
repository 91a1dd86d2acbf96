import { createHash } from 'node:crypto';
import { CloudError } from '../model/errors.ts';

// Fifty million resources by five hundred: a list that goes on after it has no end.
const MOST_PAGES = 100_000;

/**
 * What leads from page to page of one list. An answer that leads back, or nowhere for ever, would be followed until the run
 * is ended, and what was listed twice is counted twice.
 * @returns the token that it is given, or undefined where the list ends. @throws CloudError where the list has no end.
 */
export function pageTokens(action: string, most = MOST_PAGES): (token: unknown) => string | undefined {
  // Some tokens have thousands of characters.
  const seen = new Set<string>();
  const endless = (code: string) => new CloudError({ reason: 'failed', code, action, retryable: false });
  return (token) => {
    if (token === undefined || token === null || token === '') return undefined;
    if (typeof token !== 'string') throw endless('UnreadableToken');
    const hash = createHash('sha256').update(token).digest('base64');
    if (seen.has(hash)) throw endless('RepeatedPage');
    seen.add(hash);
    if (seen.size >= most) throw endless('TooManyPages');
    return token;
  };
}
