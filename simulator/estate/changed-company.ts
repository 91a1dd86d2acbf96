import type { Estate, PlantedResource } from './estate.ts';
import { randomFrom } from './random.ts';
import { resourceIndex } from './resource-index.ts';

/** Something that was done to a resource. */
export interface PlantedChange {
  readonly resource: PlantedResource;
  readonly how: 'Update' | 'Delete';
  readonly at: Date;
}

// Nothing refers to them, so that one can go.
const LEAVES: ReadonlySet<string> = new Set([
  'ec2:snapshot',
  'Microsoft.Compute/snapshots',
  'compute.googleapis.com/Snapshot',
]);

/** The same company after some of its resources got another tag and some snapshots were deleted. */
export function changedCompany(estate: Estate, share: number, at: Date): Estate {
  const random = randomFrom(estate.seed).fork('changes of the company');
  const changes: PlantedChange[] = [];
  const index = resourceIndex();
  for (const resource of estate.resources) {
    const how =
      random.chance(share) && resource.taggable ? (LEAVES.has(resource.type) ? 'Delete' : 'Update') : undefined;
    if (how) changes.push({ resource, how, at });
    if (how !== 'Delete') index.add([how ? reviewed(resource) : resource]);
  }
  return { ...estate, resources: index.all, of: index.of, changes };
}

const reviewed = (resource: PlantedResource): PlantedResource => ({
  ...resource,
  tags: { ...resource.tags, [resource.cloud === 'gcp' ? 'reviewed' : 'Reviewed']: 'yes' },
});
