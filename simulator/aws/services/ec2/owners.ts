import type { PlantedResource } from '../../../estate/estate.ts';
import type { QueryCall } from '../../protocols/query.ts';

/**
 * Whether the caller meant this one by `Owner`: snapshots and images of everybody can be asked for, and the simulator
 * has the company's own only.
 */
export function ownedBy({ account }: PlantedResource, call: QueryCall): boolean {
  const owners = call.list('Owner');
  return owners.length === 0 || owners.includes('self') || owners.includes(account);
}
