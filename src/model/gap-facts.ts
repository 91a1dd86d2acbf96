import type { CloudError } from './errors.ts';
import type { Gap } from './gap.ts';

/** What a provider's refusal or failure says of what could not be seen for it. */
export function gapFactsOf({ message: detail, facts }: CloudError): Pick<Gap, 'reason' | 'detail' | 'action'> {
  const { reason, action, credentials } = facts;
  return {
    // What was listed and is gone when it is looked at was not seen.
    reason: reason === 'not_found' ? 'failed' : reason,
    detail,
    // Where nobody knew who asked, the permission that the call needs may well be there.
    ...(credentials === undefined ? { action } : {}),
  };
}
