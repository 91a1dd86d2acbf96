import { type Snapshot, takenAgain as takenAgainInAws } from './aws/snapshots.ts';
import type { AzureDetail } from './azure/azure-resource.ts';
import { takenAgain as takenAgainInAzure } from './azure/compute.ts';
import type { Estate, PlantedResource } from './estate.ts';
import { takenAgain as takenAgainInGcp } from './gcp/images.ts';
import type { GcpDetail } from './gcp/resource.ts';
import { type Random, randomFrom } from './random.ts';
import { resourceIndex } from './resource-index.ts';

/** Something that was done to a resource: which was made, as it is now, or as it was before it was deleted. */
export interface PlantedChange {
  readonly resource: PlantedResource;
  readonly how: 'Create' | 'Update' | 'Delete';
  readonly at: Date;
}

type TakenAgain = (random: Random, resource: PlantedResource, at: Date) => PlantedResource;

// Nothing refers to snapshots, so that one can go; and of what was kept once, another can be made.
const snapshots: Readonly<Record<string, TakenAgain>> = {
  'ec2:snapshot': (random, one, at) => takenAgainInAws(random, one as PlantedResource<Snapshot>, at),
  'Microsoft.Compute/snapshots': (random, one, at) =>
    takenAgainInAzure(random, one as PlantedResource<AzureDetail>, at),
  'compute.googleapis.com/Snapshot': (random, one, at) =>
    takenAgainInGcp(random, one as PlantedResource<GcpDetail>, at),
};

/** The same company after some of its resources got another tag, some snapshots were deleted and others taken again. */
export function changedCompany(estate: Estate, share: number, at: Date): Estate {
  const random = randomFrom(estate.seed).fork('changes of the company');
  // A subscription that is disabled can only be read.
  const closed = new Set(estate.accounts.flatMap(({ id, state }) => (state === 'Disabled' ? id : [])));
  const changes: PlantedChange[] = [];
  const index = resourceIndex();
  for (const resource of estate.resources) {
    const isChanged = random.chance(share) && resource.taggable && !closed.has(resource.account);
    const change = isChanged ? changeOf(random, resource, at) : undefined;
    if (change) changes.push(change);
    index.add(leftOf(resource, change));
  }
  return { ...estate, resources: index.all, of: index.of, changes };
}

function changeOf(random: Random, resource: PlantedResource, at: Date): PlantedChange {
  const takenAgain = snapshots[resource.type];
  if (!takenAgain) return { resource: reviewed(resource), how: 'Update', at };
  if (random.chance(0.5)) return { resource, how: 'Delete', at };
  return { resource: takenAgain(random, resource, at), how: 'Create', at };
}

function leftOf(resource: PlantedResource, change: PlantedChange | undefined): readonly PlantedResource[] {
  if (!change) return [resource];
  return { Create: [resource, change.resource], Update: [change.resource], Delete: [] }[change.how];
}

const reviewed = (resource: PlantedResource): PlantedResource => ({
  ...resource,
  tags: { ...resource.tags, [resource.cloud === 'gcp' ? 'reviewed' : 'Reviewed']: 'yes' },
});
