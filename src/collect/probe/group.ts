import type { CloudName } from '../../model/cloud.ts';
import { CloudError } from '../../model/errors.ts';
import type { ProbedGroup } from '../collection.ts';
import { DailyLimitReached } from '../costs/paid-calls.ts';
import { gapOf, missingPermissions } from '../gaps.ts';
import type { ProbeConditions } from './conditions.ts';

/** What became of one question about costs or metrics. @throws the reason of the signal. */
export async function groupOf(
  group: 'costs' | 'metrics',
  { cloud, id }: { readonly cloud: CloudName; readonly id: string },
  { parts, signal }: ProbeConditions,
  ask: () => Promise<void>,
): Promise<ProbedGroup> {
  try {
    await ask();
    return { group, status: 'seen', detail: 'may be asked', missingPermissions: [] };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DailyLimitReached)
      return { group, status: 'not_asked', detail: `not asked: ${error.message}`, missingPermissions: [] };
    if (!(error instanceof CloudError)) parts.log?.(error, `probing ${group} of ${cloud} ${id}`);
    const gap = gapOf(error, { cloud, account: id, dataset: group }, `asking for ${group}`);
    return { group, status: 'missing', detail: gap.detail, missingPermissions: missingPermissions([gap]) };
  }
}
