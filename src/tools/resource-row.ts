import type { Resource, Tags } from '../model/resource.ts';
import type { TaggedResource } from '../store/inventory.ts';

const DAY_MS = 86_400_000;

/** Whole days since the creation; undefined where that is unknown. */
export const ageDays = (createdAt: string | undefined, now: Date): number | undefined =>
  createdAt === undefined ? undefined : Math.floor((now.getTime() - new Date(createdAt).getTime()) / DAY_MS);

// Names and tags come from clouds: they are shown as data, cut to what a reader needs.
const LONGEST = 256;
const MOST_TAGS = 50;
export const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** Its tags in a list: so many, each of them cut. */
export const shownTags = (tags: Tags): Record<string, string> =>
  Object.fromEntries(
    Object.entries(tags)
      .slice(0, MOST_TAGS)
      .map(([key, value]) => [cut(key), cut(value)]),
  );

/** Which resource it is. What is unknown is absent. */
export const resourceFields = ({
  id,
  name,
  cloud,
  account,
  region,
  type,
}: Pick<Resource, 'id' | 'name' | 'cloud' | 'account' | 'region' | 'type'>) => ({
  resource_id: id,
  ...(name === undefined ? {} : { resource_name: cut(name) }),
  cloud_provider: cloud,
  account,
  region,
  resource_type: type,
});

/** What every list says of a resource. */
export function resourceRow(resource: TaggedResource, now: Date) {
  const { kind, state, createdAt } = resource;
  const age = ageDays(createdAt, now);
  return {
    ...resourceFields(resource),
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
