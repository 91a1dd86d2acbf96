import { CloudError } from '../../model/errors.ts';

/** What a listing calls a resource. @throws CloudError where it doesn't: a row without an id would be another one's. */
export function idOf(id: string | undefined, action: string): string {
  if (id) return id;
  throw new CloudError({ reason: 'failed', code: 'NoId', action, retryable: false });
}
