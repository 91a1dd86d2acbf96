import type { AccountSettings } from '../../clouds/cloud.ts';
import type { Gap } from '../../model/gap.ts';

type Narrowing = Pick<AccountSettings, 'regions' | 'resource_groups' | 'zones'>;

const listedOf = ({ regions = [], resource_groups: groups = [], zones = [] }: Narrowing): string =>
  JSON.stringify([regions, groups, zones].map((list) => list.toSorted()));

/** The entry of several that leads to the most of what they share: to all of it, to all zones, to all regions, else the first. */
export const widest = <T extends { readonly entry: Narrowing }>(led: readonly T[]): T | undefined =>
  led.find(({ entry }) => listedOf(entry) === listedOf({})) ??
  led.find(({ entry }) => !entry.regions?.length && !entry.zones?.length) ??
  led.find(({ entry }) => !entry.regions?.length) ??
  led[0];

/** What is missing where only one of several entries can be asked and the others narrow the account otherwise. */
export function lostNarrowing(
  asked: Narrowing,
  entries: readonly Narrowing[],
): Pick<Gap, 'dataset' | 'reason' | 'detail'> | undefined {
  const isWhole = listedOf(asked) === listedOf({});
  if (isWhole || entries.every((entry) => listedOf(entry) === listedOf(asked))) return undefined;
  const named = [asked.regions, asked.resource_groups, asked.zones].flatMap((list) => list ?? []).join(', ');
  // Bills know resource groups and are never narrowed to regions.
  const costsToo = entries.every((entry) => entry.resource_groups?.length);
  return {
    ...(costsToo ? {} : { dataset: 'inventory' }),
    reason: 'not_collected',
    detail: `several entries of \`accounts:\` narrow it, and only what one of them names is asked (${named}): name all of it in one entry`,
  };
}
