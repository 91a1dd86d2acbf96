import type { Resource } from '../model/resource.ts';

const DAY_MS = 86_400_000;

/** Whole days since the creation; undefined where that is unknown. */
export const ageDays = (createdAt: string | undefined, now: Date): number | undefined =>
  createdAt === undefined ? undefined : Math.floor((now.getTime() - new Date(createdAt).getTime()) / DAY_MS);

/** What every list says of a resource. What is unknown is absent. */
export function resourceRow(resource: Resource, now: Date) {
  const { id, name, cloud, account, region, type, kind, state, createdAt } = resource;
  const age = ageDays(createdAt, now);
  return {
    resource_id: id,
    ...(name === undefined ? {} : { resource_name: name }),
    cloud_provider: cloud,
    account,
    region,
    resource_type: type,
    kind,
    ...(state === undefined ? {} : { state }),
    ...(age === undefined ? {} : { age_days: age }),
  };
}

/** All that is known of it. Tags are null where they could not be read. */
export const detailedRow = (resource: Resource, now: Date) => ({
  ...resourceRow(resource, now),
  ...(resource.providerState === undefined ? {} : { provider_state: resource.providerState }),
  ...(resource.createdAt === undefined ? {} : { created_at: resource.createdAt }),
  tags: resource.tags ?? null,
  flags: resource.flags ?? [],
  attributes: { ...resource.attributes },
  last_seen: resource.lastSeen,
  last_updated: resource.lastUpdated,
});
