import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallCount } from '../../simulator/call-log.ts';
import { type CollectionRequest, type CollectionRun, runCollection } from './run-collection.ts';
import { runCommand } from './run-command.ts';
import type { ScaleSimulator } from './scale-simulator.ts';

/** What was changed in a simulated company, and what a collection found of it. */
export interface Changes {
  readonly run: CollectionRun;
  readonly counts: readonly CallCount[];
  readonly updatedThere: number;
  readonly updatedFound: number;
  readonly deletedThere: number;
  readonly deletedFound: number;
}

/** Collects once more, after nothing is fresh any longer. */
export async function collectChanges(
  simulator: ScaleSimulator,
  { launcher, home, environment }: CollectionRequest,
): Promise<Changes> {
  const settings = { ...simulator.configuration, collection: { freshness: { inventory_minutes: 0 } } };
  await writeFile(join(home, 'cloudoptima.json'), JSON.stringify(settings));
  const request = { launcher, home, environment: { ...environment, ...simulator.environment } };
  const run = await runCollection({ ...request, staleOnly: true });
  const counts = await simulator.counts();
  // Every resource that was updated got this tag.
  const asked = [
    launcher,
    'call',
    'search_resources',
    JSON.stringify({ cloud_provider: 'all', tags: { Reviewed: null }, limit: 1 }),
  ];
  const answer = JSON.parse(
    await runCommand(process.execPath, [...asked, '--home', home], { environment: request.environment }),
  ) as { readonly total: number };
  const made = await simulator.changes();
  const there = (how: 'Update' | 'Delete') => made.filter((change) => change.how === how).length;
  return {
    ...{ run, counts, updatedThere: there('Update'), updatedFound: answer.total },
    ...{ deletedThere: there('Delete'), deletedFound: run.deleted },
  };
}
