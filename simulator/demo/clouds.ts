import type { CloudName } from '../estate/estate.ts';

/** What the product can collect so far: the demo's company is in these. */
export const collectedClouds: readonly CloudName[] = ['aws'];
