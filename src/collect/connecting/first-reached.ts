import type { ConnectedAccount } from '../../clouds/cloud.ts';
import type { CollectionParts } from '../parts.ts';
import { withinDeadline } from '../sending/unit-of-work.ts';

// STS answers at once or not at all, and many may be waiting.
const REACH_WITHIN_MS = 30_000;

/**
 * The first of those that are one account to several entries and that can be asked, or why the first of all can't.
 * Those that can't are added to `unreached`. @throws the reason of the signal.
 */
export async function firstReached(
  { settings, time }: Pick<CollectionParts, 'settings' | 'time'>,
  alike: readonly ConnectedAccount[],
  unreached: Set<ConnectedAccount>,
  signal: AbortSignal,
): Promise<{ readonly account: ConnectedAccount } | { readonly error: unknown }> {
  const errors: unknown[] = [];
  for (const account of alike) {
    const { cloud, id, reach } = account;
    if (!reach) return { account };
    const deadlineMs = Math.min(REACH_WITHIN_MS, settings.deadlineSeconds * 1000);
    try {
      await withinDeadline(time, { id: `${cloud} ${id}`, deadlineMs, signal }, () => reach());
      return { account };
    } catch (error) {
      if (signal.aborted) throw error;
      unreached.add(account);
      errors.push(error);
    }
  }
  return { error: errors[0] };
}
