import { CloudError } from '../../model/errors.ts';

/**
 * The marker of the next page, which must be another than this page's: a page that is remembered would be read for ever.
 * @throws CloudError when the service repeats itself.
 */
export function nextMarker(next: string | undefined, current: string | undefined, action: string): string | undefined {
  if (next !== undefined && next === current)
    throw new CloudError({ reason: 'failed', code: 'RepeatedMarker', action, retryable: false });
  return next;
}
