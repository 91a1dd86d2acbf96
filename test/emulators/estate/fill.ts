import { FIRST_ACCOUNT, HOME_REGION, type Place } from '../places.ts';
import { plantBuckets } from './buckets.ts';
import { plantCompute } from './compute.ts';
import { MANY_CATALOGS, plantDataCatalogs } from './data-catalogs.ts';
import { MANY_DATABASES, plantDatabases } from './databases.ts';
import { MANY_ROLES, plantFunctions, plantIdentities } from './identities.ts';
import { CROWD, plantLoadBalancers } from './load-balancers.ts';
import { addOtherGroups, plantNetwork } from './networks.ts';
import type { Planted } from './planted.ts';
import { plotOf } from './plot.ts';

/** Fills every place, which holds so much already, and gives what was made. */
export async function fill(places: readonly Place[], baseline: readonly Planted[]): Promise<readonly Planted[]> {
  const planted: Planted[] = [];
  for (const place of places) {
    const plot = plotOf(place, planted);
    const isHome = place.region === HOME_REGION;
    const isCrowded = isHome && place.account === FIRST_ACCOUNT;
    if (isHome) await plantIdentities(plot, isCrowded ? MANY_ROLES : 5, planted);
  }
  for (const place of places) {
    const plot = plotOf(place, planted);
    const isCrowded = place.region === HOME_REGION && place.account === FIRST_ACCOUNT;
    const network = await plantNetwork(plot);
    if (isCrowded) await plantDataCatalogs(plot, MANY_CATALOGS);
    const instances = await plantCompute(plot, network);
    await plantLoadBalancers(plot, network, instances, isCrowded ? CROWD : 0);
    await plantDatabases(plot, isCrowded ? MANY_DATABASES : 3);
    await plantFunctions(plot);
    await addOtherGroups(plot, new Set([...baseline, ...planted].map(({ id }) => id)));
  }
  await plantBuckets(places, planted);
  return planted;
}
