import type { CloudName } from '../estate/estate.ts';

/** The demo's company is in these. */
export const collectedClouds: readonly CloudName[] = ['aws', 'azure', 'gcp'];
