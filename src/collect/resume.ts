import { hash, randomUUID } from 'node:crypto';
import type { Run } from '../model/run.ts';
import type { RunState } from '../store/state.ts';
import type { CollectRequest } from './collection.ts';
import type { CollectionParts, CollectionSettings } from './parts.ts';
import { isYounger } from './planning/freshness.ts';
import type { Time } from './time.ts';

/** What was staged longer ago is asked again: too much may have changed for one snapshot to hold both. */
export const RESUME_WITHIN_MS = 6 * 3_600_000;

/** What a request means depends on the settings, too. */
type Configured = Pick<CollectionParts, 'accounts'> & { readonly settings: Pick<CollectionSettings, 'services'> };

/** Two requests for the same of the same accounts have the same one, in whatever order they name things. */
function fingerprint(
  { clouds, accounts, regions, resourceTypes, what }: CollectRequest,
  { accounts: entries, settings: { services } }: Configured,
): string {
  const lists = [clouds, accounts, regions, resourceTypes, what].map((list) => [...new Set(list ?? [])].sort());
  const asked = entries
    .filter(({ cloud }) => clouds.includes(cloud))
    // Who signs in may change, what is read may not.
    .map(({ credentials: _, client_secret: __, ...narrowing }) => narrowing);
  return hash('sha256', JSON.stringify([lists, asked, services]), 'hex').slice(0, 12);
}

/** Sorts by time and ends with what was asked: by that, a killed run is found again. */
export function newRunId(request: CollectRequest, configured: Configured, now: Date): string {
  const instant = now.toISOString().replaceAll(/[-:.]/g, '');
  return `${instant}-${randomUUID().slice(0, 8)}-${fingerprint(request, configured)}`;
}

/**
 * The run that a request goes on with: the newest of the same request, when it was killed or cancelled and is young. To be
 * called by the holder of the lease, for whom a run that says `running` is a dead one; others of those are marked as cancelled.
 * None is gone on with where nothing is asked.
 */
export async function findUnfinished(
  runs: RunState,
  request: CollectRequest,
  configured: Configured,
  time: Time,
  goesOn = true,
): Promise<Run | undefined> {
  const { organisation } = request;
  const recent = await runs.list(organisation, 50);
  const same = recent.find(({ id }) => id.endsWith(`-${fingerprint(request, configured)}`));
  const now = time.now();
  const young = same && isYounger(same.startedAt, RESUME_WITHIN_MS, now);
  const isUnfinished = same?.status === 'running' || same?.status === 'cancelled';
  const unfinished = goesOn && young && isUnfinished ? same : undefined;
  for (const run of recent) {
    if (run.status !== 'running' || run.id === unfinished?.id) continue;
    await runs.update({ ...run, status: 'cancelled', finishedAt: now.toISOString() });
  }
  return unfinished;
}
