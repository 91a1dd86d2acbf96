import type { ResourceState, Tags } from '../../model/resource.ts';
import { GLOBAL_REGION } from '../../model/scope.ts';
import type { AzureRow } from './collector.ts';
import { ownId } from './ids.ts';
import { RESOURCE_GRAPH } from './resource-graph.ts';
import { stateFacts } from './states.ts';
import { tagsOf } from './tags.ts';

interface RowFacts {
  readonly id: string;
  readonly name: string | undefined;
  readonly region: string;
  readonly tags: Tags;
}

/** What every row tells, whatever its type. */
export const rowFacts = (row: AzureRow<unknown>): RowFacts => ({
  id: ownId(row.id, RESOURCE_GRAPH),
  name: row.name || undefined,
  region: row.location ? regionOf(row.location) : GLOBAL_REGION,
  tags: tagsOf(row.tags),
});

/** `West Europe` and `westeurope` are one. */
export const regionOf = (location: string): string => location.replaceAll(' ', '').toLowerCase();

const PROVISIONING: Readonly<Record<string, ResourceState>> = {
  succeeded: 'available',
  active: 'available',
  creating: 'pending',
  accepted: 'pending',
  provisioning: 'pending',
  // Being changed, it is still there and still billed.
  updating: 'available',
  scaling: 'available',
  upgrading: 'available',
  migrating: 'available',
  deleting: 'deleting',
  failed: 'failed',
  canceled: 'failed',
};

/** Of what only says whether it was set up. */
export const provisioned = (provisioningState: string | null | undefined): ReturnType<typeof stateFacts> =>
  stateFacts(provisioningState, PROVISIONING);

/** The zone, where there is exactly one: a resource over several is in none of them. */
export const zoneOf = ({ zones }: Pick<AzureRow, 'zones'>): string | undefined =>
  zones?.length === 1 ? zones[0] : undefined;
