import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallCount } from '../../simulator/call-log.ts';
import { type ChangeFact, changedIds, differences, plantedIds } from '../../test/support/changed-ids.ts';
import { publishedIn } from './published.ts';
import { type CollectionRequest, type CollectionRun, runCollection } from './run-collection.ts';
import type { ScaleSimulator } from './scale-simulator.ts';

/** What was changed in a simulated company, and what a collection found of it. */
export interface Changes {
  readonly run: CollectionRun;
  readonly counts: readonly CallCount[];
  readonly made: readonly ChangeFact[];
  /** What should be published otherwise than before and is not. */
  readonly missed: readonly string[];
  /** What is published otherwise than before, and nobody changed it. */
  readonly invented: readonly string[];
}

/** Collects once more, after nothing is fresh any longer. */
export async function collectChanges(
  simulator: ScaleSimulator,
  { launcher, home, environment }: CollectionRequest,
): Promise<Changes> {
  const settings = { ...simulator.configuration, collection: { freshness: { inventory_minutes: 0 } } };
  await writeFile(join(home, 'cloudoptima.json'), JSON.stringify(settings));
  const before = await publishedIn(home);
  const request = { launcher, home, environment: { ...environment, ...simulator.environment } };
  const run = await runCollection({ ...request, staleOnly: true });
  const counts = await simulator.counts();
  const made = await simulator.changes();
  const after = await publishedIn(home);
  const planted = plantedIds(made, before.resources);
  return { run, counts, made, ...differences(planted, changedIds(before.resources, after.resources)) };
}
