import type { CloudName } from '../model/cloud.ts';
import type { Changes, CloudPart, CostUpdate, Run } from '../model/run.ts';
import { addChanges } from './changes.ts';
import type { Progress } from './progress.ts';

// So many are told, of each cloud by itself, too; the changes tell how many there are.
const MOST_UPDATES = 20;

/** What a run does in each of the clouds that it is to ask. */
export interface CloudParts {
  changed(cloud: CloudName, changes: Changes, updates: readonly CostUpdate[]): void;
  /** As a part of the run's record. */
  kept(): Pick<Run, 'clouds'>;
}

/** `before` is the run that is gone on with. What it kept no parts of has changes that no cloud can be told apart in. */
export function createCloudParts(
  asked: readonly CloudName[],
  progress: Pick<Progress, 'countsOf'>,
  before: Pick<Run, 'changes' | 'clouds'> | undefined,
): CloudParts {
  if (before?.changes && !before.clouds) return { changed: () => undefined, kept: () => ({}) };
  const changesOf = new Map<CloudName, Changes>();
  const updatesOf = new Map<CloudName, CostUpdate[]>();
  for (const { cloud, changes, costUpdates } of before?.clouds ?? []) {
    if (changes) changesOf.set(cloud, changes);
    if (costUpdates) updatesOf.set(cloud, [...costUpdates]);
  }
  function partOf(cloud: CloudName): CloudPart {
    const changes = changesOf.get(cloud);
    const costUpdates = updatesOf.get(cloud);
    return {
      ...{ cloud, ...progress.countsOf(cloud) },
      ...(changes ? { changes } : {}),
      ...(costUpdates ? { costUpdates } : {}),
    };
  }
  return {
    changed(cloud, changes, updates) {
      changesOf.set(cloud, addChanges(changesOf.get(cloud), changes));
      const known = updatesOf.get(cloud) ?? [];
      if (known.length + updates.length > 0) updatesOf.set(cloud, [...known, ...updates].slice(0, MOST_UPDATES));
    },
    kept: () => ({ clouds: asked.map(partOf) }),
  };
}
