import type { CloudName } from '../model/cloud.ts';

/** What people call the clouds. */
export const CLOUD_TITLES: Readonly<Record<CloudName, string>> = { aws: 'AWS', azure: 'Azure', gcp: 'Google Cloud' };
